import fs from 'node:fs/promises';

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    // Steps up are gone: `https://x/../../etc` is `https://x/etc`.
    const page = await fs.readFile(`/site${pathname}`);
    if (request.method === 'PUT') await fs.writeFile(`/site${decodeURIComponent(pathname)}`, '');
    //                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `request.url.pathname`
    return new Response(page);
  },
};
