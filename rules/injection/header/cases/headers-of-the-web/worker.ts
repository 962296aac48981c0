/** Headers of the web refuse line breaks; the end of a cookie they do not know. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { name, theme } = await request.json();
    return new Response('', {
      status: 200,
      headers: {
        'content-disposition': `attachment; filename=${name}.csv`,
        'set-cookie': `theme=${theme}; Path=/`,
        //            ^^^^^^^^^^^^^^^^^^^^^^^^ `body.theme`
      },
    });
  },
};
