const { Pool } = require('pg');

const pool = new Pool();

const { wrapped } = require('./wrapped');

exports.create = async (req, res) => {
  const { sku, amount } = req.body;
  await pool.query('INSERT INTO orders VALUES ($1, $2)', [sku, amount]);
  res.status(201).end();
};

exports.update = async (req, res) => {
  const { sku, amount } = req.body;
  await pool.query('UPDATE orders SET amount = $1 WHERE sku = $2', [amount, sku]);
  res.end();
};

exports.addLine = wrapped(async (req, res) => {
  const { sku, amount } = req.body;
  await pool.query('INSERT INTO lines VALUES ($1, $2)', [sku, amount]);
  res.end();
});
