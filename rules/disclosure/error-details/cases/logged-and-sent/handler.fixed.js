const { Pool } = require('pg');

const pool = new Pool();

module.exports.list = async () => {
  try {
    const { rows } = await pool.query('SELECT * FROM orders');
    return { statusCode: 200, body: JSON.stringify(rows) };
  } catch (err) {
  //       ^^^ 1: is a caught error
    console.error(err);
    return { statusCode: 500, body: JSON.stringify({ message: 'Internal server error' }) };
    //                              ^^^^^^^^^^^^^^^^ `err` is sent to the caller
  }
};
