const { store } = require('./store');

module.exports.create = (event, context, callback) => {
  const data = JSON.parse(event.body);
  //                      ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  store(Number(data.quantity), (failure) => {
    callback(null, { statusCode: failure ? 500 : 201 });
  });
};
