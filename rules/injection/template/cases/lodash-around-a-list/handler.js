const sorted = require('lodash');
const { template } = require('lodash');

exports.handler = async (event) => {
  const { items, text } = JSON.parse(event.body);
  const total = sorted(items).map((one) => one.price).sum();
  return { statusCode: 200, body: template(text)({ total }) };
  //                                       ^^^^ becomes the source of a template
};
