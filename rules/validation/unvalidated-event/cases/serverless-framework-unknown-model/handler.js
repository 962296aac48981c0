const { Pool } = require('pg');

const pool = new Pool();

exports.handler = async (event) => {
  const { sku } = JSON.parse(event.body);
  await pool.query('INSERT INTO orders VALUES ($1)', [sku]);
  return { statusCode: 201 };
};
