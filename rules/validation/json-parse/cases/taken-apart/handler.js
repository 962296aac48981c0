module.exports.create = async (event) => {
  const { quantity } = JSON.parse(event.body);
  //                              ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  return { statusCode: 200, body: JSON.stringify({ quantity: Number(quantity) }) };
};
