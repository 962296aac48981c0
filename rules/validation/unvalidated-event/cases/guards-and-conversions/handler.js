const { Pool } = require('pg');

const pool = new Pool();
const states = ['open', 'closed'];

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  if (typeof body.name !== 'string' || body.name.length > 100) return { statusCode: 400 };
  if (!states.includes(body.state)) return { statusCode: 400 };
  if (!/^[A-Z]{2}$/.test(body.country)) return { statusCode: 400 };
  await pool.query('INSERT INTO orders VALUES ($1, $2, $3, $4, $5)', [body.name, body.state, body.country, Number(body.quantity), new Date(body.day)]);
  return { statusCode: 201 };
};
