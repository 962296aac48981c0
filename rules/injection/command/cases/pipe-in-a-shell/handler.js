const childProcess = require('child_process');

module.exports.convert = async (event) => {
  const text = childProcess.execSync(`curl --silent ${event.queryStringParameters.url} | catdoc -`);
  //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.url` (anyone can send it: GET /convert has no authorizer) becomes part of a shell command
  return { statusCode: 200, body: text.toString() };
};
