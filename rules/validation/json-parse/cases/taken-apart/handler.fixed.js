module.exports.create = async (event) => {
  let body;
  try {
    body = JSON.parse(event.body);
  } catch {
    return { statusCode: 400, body: JSON.stringify({ message: 'The body is not valid JSON' }) };
  }
  const { quantity } = body;
  //                              ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  return { statusCode: 200, body: JSON.stringify({ quantity: Number(quantity) }) };
};
