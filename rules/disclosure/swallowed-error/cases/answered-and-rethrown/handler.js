const { load } = require('./load');

exports.handler = async (event) => {
  let order;
  try {
    order = await load(event.pathParameters.id);
  } catch {
    order = { id: event.pathParameters.id, items: [] };
  }
  try {
    await load('limits');
  } catch (error) {
    if (error.name !== 'NotFound') throw error;
  }
  try {
    return { statusCode: 200, body: JSON.stringify(await load(order.id)) };
  } catch {
    return { statusCode: 502, body: '{}' };
  }
};
