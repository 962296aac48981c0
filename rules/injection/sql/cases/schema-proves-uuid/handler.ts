import { Pool } from 'pg';
import { z } from 'zod';

const pool = new Pool();
const Path = z.object({ id: z.string().uuid() });

export const handler = async (event: { pathParameters: unknown }) => {
  const { id } = Path.parse(event.pathParameters);
  const { rows } = await pool.query(`SELECT * FROM orders WHERE id = '${id}'`);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
