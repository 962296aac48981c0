const axios = require('axios');

/** Hosts that this code may call. */
const allowedHosts = new Set([]);

exports.handler = async (event) => {
  const { hook } = event.queryStringParameters;
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const { status } = await axios({ method: 'post', url: allowedUrl(hook), data: { done: true } });
  //                                                    ^^^^ `event.queryStringParameters.hook` (the trigger is assumed: no template names this handler) chooses where a request goes
  return { statusCode: 200, body: JSON.stringify({ status }) };
};

/** The address; throws where its host is not in the list. */
function allowedUrl(address) {
  const url = new URL(address);
  if (url.protocol !== 'https:' || !allowedHosts.has(url.host)) throw new Error('The host is not in the list');
  return url.href;
}
