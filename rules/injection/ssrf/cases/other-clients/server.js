const http = require('http');
const https = require('https');
const url = require('url');

http.createServer((request, response) => {
  const { query } = url.parse(request.url, true);
  https.get('https://shop.example/orders', { host: query.host }, (answer) => answer.pipe(response));
  //                                               ^^^^^^^^^^ chooses where a request goes
  const socket = new WebSocket(query.feed);
  //                           ^^^^^^^^^^ chooses where a request goes
  socket.close();
  const target = new URL(query.target);
  if (target.origin !== 'https://shop.example') return response.end();
  https.get(target);
}).listen(8080);
