import { NextResponse, type NextRequest } from 'next/server';

export async function middleware(request: NextRequest) {
  const known = await fetch(`${request.nextUrl.origin}/api/known`, { signal: AbortSignal.timeout(1000) });
  if (!known.ok) return NextResponse.redirect(new URL('/login', request.url));
  const url = request.nextUrl.clone();
  url.pathname = '/start';
  return NextResponse.redirect(url);
}
