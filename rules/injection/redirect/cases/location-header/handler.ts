import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const next = event.queryStringParameters?.next ?? '/';
  return { statusCode: 302, headers: { Location: next } };
  //                                 ^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
};
