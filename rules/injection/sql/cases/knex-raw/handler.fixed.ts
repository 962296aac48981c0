import knex from 'knex';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const db = knex({ client: 'pg' });

export const handler = async (event: APIGatewayProxyEvent) => {
  const area = event.multiValueQueryStringParameters?.area?.[0];
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const rows = await db('shops').whereRaw('area = ? AND open = ?', [area, true]).select('id');
  //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.multiValueQueryStringParameters.area[]` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
