import { DataSource } from 'typeorm';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const database = new DataSource({ type: 'postgres' });

export const handler = async (event: APIGatewayProxyEvent) => {
  const rows = await database.query('select id from orders where city = $1', [event.pathParameters?.city]);
  //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
