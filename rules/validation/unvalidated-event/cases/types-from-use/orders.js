const { Pool } = require('pg');

const pool = new Pool();

exports.orders = {
  add: (sku, price, currency, urgent) => pool.query('INSERT INTO lines VALUES ($1, $2, $3, $4)', [sku, price, currency, urgent]),
};
