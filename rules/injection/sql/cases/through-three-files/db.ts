import { Pool } from 'pg';

const pool = new Pool();

export async function rows(text: string) {
  const result = await pool.query(text);
  //                              ^^^^ `event.pathParameters.customer` (anyone can send it: GET /customers/{customer}/orders has no authorizer) becomes part of a SQL statement
  return result.rows;
}
