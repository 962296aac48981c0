import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const copy = JSON.parse(JSON.stringify(event.body)) as string;
  return { statusCode: 200, body: copy };
};
