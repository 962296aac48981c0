import { PrismaClient } from '@prisma/client';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const prisma = new PrismaClient();

export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, city } = JSON.parse(event.body ?? '{}');
  const rows = await prisma.$queryRaw`select id from orders where name = ${name} and city = ${city}`;
  //                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
