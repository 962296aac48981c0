import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  console.log('received', { requestId: event.requestContext.requestId, path: event.path, length: event.body?.length });
  console.log(Object.keys(event.headers ?? {}).length, event.queryStringParameters?.page);
  try {
    const { orderId } = JSON.parse(event.body ?? '{}');
    console.info(`order ${orderId}`);
  } catch {
    console.error('The body is no JSON');
  }
  return { statusCode: 204 };
};
