const { load } = require('./load');

exports.handler = async (event) => {
  const { ids } = JSON.parse(event.body);
  const orders = await Promise.all(ids.map((id) => load(id)));
  //                               ^^^ `body.ids` starts a call for each of its elements at once
  return { statusCode: 200, body: JSON.stringify(orders) };
};
