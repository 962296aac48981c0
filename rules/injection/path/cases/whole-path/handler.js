const fs = require('fs');

exports.handler = async (event) => {
  const exists = fs.readdirSync(event.queryStringParameters.folder);
  //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.folder` (the trigger is assumed: no template names this handler) becomes part of a file path
  return { statusCode: 200, body: JSON.stringify({ count: exists.length }) };
};
