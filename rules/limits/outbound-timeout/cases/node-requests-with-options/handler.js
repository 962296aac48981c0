const https = require('node:https');

exports.handler = async (event) => {
  https.get({ host: 'orders.example', path: `/open/${Number(event.id)}` }, (response) => response.resume());
  // <--------- `https.get` waits
  const options = { host: 'orders.example', method: 'POST' };
  https.request(options, (response) => response.resume()).end();
  // <------------- `https.request` waits
};
