import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = new RDSDataClient({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const name = event.queryStringParameters?.name;
  const answer = await client.send(new ExecuteStatementCommand({
    resourceArn: process.env.CLUSTER,
    secretArn: process.env.LOGIN,
    sql: `select id from orders where name = '${name}' and city like '${event.pathParameters?.city}%'`,
    //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  }));
  return { statusCode: 200, body: JSON.stringify(answer.records) };
};
