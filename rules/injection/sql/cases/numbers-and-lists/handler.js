const { Pool } = require('pg');

const pool = new Pool();
const columns = { name: 'name', newest: 'created_at' };
const directions = ['ASC', 'DESC'];

exports.handler = async (event) => {
  const query = event.queryStringParameters || {};
  const limit = Number(query.limit);
  const column = columns[query.sort] || 'id';
  if (!directions.includes(query.direction)) return { statusCode: 400, body: 'The direction is ASC or DESC' };
  if (!/^[a-z]{2}$/.test(query.country)) return { statusCode: 400, body: 'Countries have two letters' };
  const { rows } = await pool.query(`SELECT * FROM orders WHERE country = '${query.country}' ORDER BY ${column} ${query.direction} LIMIT ${limit}`);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
