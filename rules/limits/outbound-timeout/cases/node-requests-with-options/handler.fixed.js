const https = require('node:https');

exports.handler = async (event) => {
  https.get({ host: 'orders.example', path: `/open/${Number(event.id)}`, signal: AbortSignal.timeout(5000) }, (response) => response.resume());
  // <--------- `https.get` waits
  const options = { host: 'orders.example', method: 'POST' };
  https.request(options, (response) => response.resume()).end();
  // <------------- `https.request` waits
};
