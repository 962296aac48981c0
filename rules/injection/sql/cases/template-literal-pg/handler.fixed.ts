import { Pool } from 'pg';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const pool = new Pool();

export const handler = async (event: APIGatewayProxyEventV2) => {
  const name = event.queryStringParameters?.name;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const { rows } = await pool.query('SELECT id, name FROM customers WHERE name = $1 ORDER BY name', [name]);
  //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.name` (anyone can send it: GET /customers has no authorizer) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
