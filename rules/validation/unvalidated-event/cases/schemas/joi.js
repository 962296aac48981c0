const Joi = require('joi');
const { store } = require('./store');

const schema = Joi.object({ sku: Joi.string().required() });

exports.handler = async (event) => {
  const { error, value } = schema.validate(JSON.parse(event.body));
  if (error) return { statusCode: 400 };
  await store(value.sku);
  return { statusCode: 201 };
};
