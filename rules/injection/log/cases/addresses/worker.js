export default {
  async fetch(request) {
    const url = new URL(request.url);
    console.log(`asked for ${request.url}`);
    console.log(`asked for ${url.pathname}${url.search} of ${url}`);
    console.log(`looked for ${url.searchParams.get('q')}`);
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `request.url.searchParams.q`
    console.log(`asked for ${decodeURIComponent(url.pathname)}`);
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `request.url.pathname`
    return new Response('found');
  },
};
