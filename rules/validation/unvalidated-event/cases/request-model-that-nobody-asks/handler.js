const { Pool } = require('pg');

const pool = new Pool();

exports.handler = async (event) => {
  const { sku } = JSON.parse(event.body);
  //                         ^^^^^^^^^^ `body.sku` (anyone can send it: POST /orders has no authorizer) is used before anything checks what was sent
  await pool.query('INSERT INTO orders VALUES ($1)', [sku]);
  return { statusCode: 201 };
};
