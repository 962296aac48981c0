exports.handler = async (event) => {
  let order;
  try {
    order = JSON.parse(event.body);
  } catch {
    return { statusCode: 400, body: JSON.stringify({ message: 'The body is not valid JSON' }) };
  }
  //                                  ^^^^^^^^^^ 1: comes from the request body
  //                                  ^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is deserialized in a way that can run code
  return { statusCode: 200, body: JSON.stringify({ items: order.items }) };
};
