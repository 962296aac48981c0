const { Pool } = require('pg');

const pool = new Pool();

exports.store = (sku) => pool.query('INSERT INTO orders VALUES ($1)', [sku]);
