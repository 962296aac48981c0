const { Pool } = require('pg');

const pool = new Pool();

const fail = (message) => {
  throw new Error(message);
};

exports.handler = async (event) => {
  const { sku } = event.queryStringParameters;
  if (!/^[a-z0-9]{8}$/.test(sku)) fail('That is no article.');
  await pool.query('INSERT INTO orders VALUES ($1)', [sku]);
  return { statusCode: 201 };
};
