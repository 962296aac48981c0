import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { count, width } = JSON.parse(event.body ?? '{}');
  const lines: string[] = [];
  for (let i = 0; i < count; i++) lines.push('-'.repeat(width));
  //                  ^^^^^ chooses how often a loop runs
  //                                                    ^^^^^ chooses how long a text becomes
  const image = Buffer.alloc(Number(event.queryStringParameters?.size));
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses how much memory is taken
  await new Promise((resolve) => setTimeout(resolve, parseInt(event.queryStringParameters?.wait ?? '0', 10)));
  //                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses how long the function waits
  return { statusCode: 200, body: lines.join('') + image.length };
};
