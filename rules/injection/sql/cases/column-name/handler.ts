import { Pool } from 'pg';

const pool = new Pool();

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { rows } = await pool.query(`SELECT * FROM orders ORDER BY ${event.queryStringParameters.sort}`);
  //                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.sort` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
