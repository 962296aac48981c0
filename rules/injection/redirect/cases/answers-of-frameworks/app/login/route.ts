import { NextResponse, type NextRequest } from 'next/server';

export async function GET(request: NextRequest) {
  const next = request.nextUrl.searchParams.get('next') ?? '/';
  if (next === 'plain') return Response.redirect('https://example.com/');
  return NextResponse.redirect(next);
  //                           ^^^^ chooses where the caller is sent
}
