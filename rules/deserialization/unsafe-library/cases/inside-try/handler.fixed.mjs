export const handler = async (event) => {
  try {
    const basket = JSON.parse(event.queryStringParameters.basket);
    //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
    //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.basket` (the trigger is assumed: no template names this handler) is deserialized in a way that can run code
    return { statusCode: 200, body: JSON.stringify({ count: Number(basket.count) }) };
  } catch {
    return { statusCode: 400, body: 'The basket cannot be read' };
  }
};
