import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent, context: Context) => {
  console.log('context', context, context.awsRequestId);
  return { statusCode: event.body === null ? 204 : 200, body: '' };
};
