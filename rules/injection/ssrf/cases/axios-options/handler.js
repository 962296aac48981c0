const axios = require('axios');

exports.handler = async (event) => {
  const { hook } = event.queryStringParameters;
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const { status } = await axios({ method: 'post', url: hook, data: { done: true } });
  //                                                    ^^^^ `event.queryStringParameters.hook` (the trigger is assumed: no template names this handler) chooses where a request goes
  return { statusCode: 200, body: JSON.stringify({ status }) };
};
