const serialize = require('node-serialize');

exports.handler = async (event) => {
  const order = serialize.unserialize(event.body);
  //                                  ^^^^^^^^^^ 1: comes from the request body
  //                                  ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is deserialized in a way that can run code
  return { statusCode: 200, body: JSON.stringify({ items: order.items }) };
};
