const { Pool } = require('pg');

const pool = new Pool();

exports.create = async (req, res) => {
  const { sku } = req.body;
  //              ^^^^^^^^ `body.sku` (anyone can send it: ANY * has no authorizer) is used
  await pool.query('INSERT INTO orders VALUES ($1)', [sku]);
  res.status(201).end();
};

exports.update = async (req, res) => {
  const { sku } = req.body;
  //              ^^^^^^^^ `body.sku` (any signed-in caller can send it: the code asks who has signed in) is used
  await pool.query('UPDATE orders SET sku = $1', [sku]);
  res.end();
};

// No router knows of it.
exports.remove = async (req, res) => {
  const { sku } = req.body;
  //              ^^^^^^^^ `body.sku`
  await pool.query('DELETE FROM orders WHERE sku = $1', [sku]);
  res.end();
};
