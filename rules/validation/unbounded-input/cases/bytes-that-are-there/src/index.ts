export default {
  async fetch(request: Request): Promise<Response> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const form = await request.formData();
    const file = form.get('file') as File;
    const copy = new Uint8Array(await file.arrayBuffer());
    return new Response(String(bytes.length + copy.length));
  },
};
