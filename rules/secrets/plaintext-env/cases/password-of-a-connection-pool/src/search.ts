import { pool } from './lib/pool';

export const handler = async () => {
  const { rows } = await pool.query('SELECT id FROM orders');
  return { statusCode: 200, body: JSON.stringify(rows) };
};
