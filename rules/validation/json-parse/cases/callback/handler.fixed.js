const { store } = require('./store');

module.exports.create = (event, context, callback) => {
  let data;
  try {
    data = JSON.parse(event.body);
  } catch {
    callback(null, { statusCode: 400, body: JSON.stringify({ message: 'The body is not valid JSON' }) });
    return;
  }
  //                      ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  store(Number(data.quantity), (failure) => {
    callback(null, { statusCode: failure ? 500 : 201 });
  });
};
