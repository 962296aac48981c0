import { DataSource } from 'typeorm';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Order } from './order';

const database = new DataSource({ type: 'postgres', entities: [Order] });

export const handler = async (event: APIGatewayProxyEvent) => {
  const city = event.queryStringParameters?.city;
  const rows = await database.getRepository(Order).createQueryBuilder('o').where('o.city = :city', { city }).getMany();
  //                                                                             ^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
