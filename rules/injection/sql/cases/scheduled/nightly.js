const { Pool } = require('pg');

const pool = new Pool();

exports.handler = async (event) => {
  await pool.query(`DELETE FROM sessions WHERE day < '${event.time}'`);
};
