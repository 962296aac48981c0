import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { size } = JSON.parse(event.body ?? '{}');
  const pixels = new Uint8Array(size);
  //                            ^^^^ chooses how much memory is taken
  const rest = new Float64Array(Number(event.queryStringParameters?.rest));
  //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses how much memory is taken
  return { statusCode: 200, body: String(pixels.length + rest.length) };
};
