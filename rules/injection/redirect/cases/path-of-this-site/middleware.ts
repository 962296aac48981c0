import { NextResponse, type NextRequest } from 'next/server';

/** The path begins with one slash: Next has taken others away. */
export function middleware(request: NextRequest) {
  const next = request.nextUrl.searchParams.get('next');
  if (next !== null) return NextResponse.redirect(new URL(next, request.url));
  //                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
  return NextResponse.redirect(new URL(request.nextUrl.pathname, request.url));
}
