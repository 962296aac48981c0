const https = require('node:https');

exports.handler = async (event) => {
  const load = (id) => new Promise((resolve, reject) => {
    const sent = https.get(`https://orders.example/${Number(id)}`, { signal: AbortSignal.timeout(5000) }, (response) => resolve(response.statusCode));
    //           ^^^^^^^^^ `https.get` waits
    sent.on('error', reject);
  });
  return load(event.id);
};
