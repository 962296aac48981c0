export async function GET(request: Request): Promise<Response> {
  const name = new URL(request.url).searchParams.get('name');
  return new Response(`<h1>${name}</h1>`, { headers: { 'content-type': 'text/html' } });
  //                  ^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
}

export async function POST(request: Request): Promise<Response> {
  return new Response(await request.text(), { headers: { 'content-type': 'text/plain' } });
}
