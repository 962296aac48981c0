import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (_event: APIGatewayProxyEvent) => {
  const rates = await fetch('https://rates.example/');
  //                  ^^^^^ `fetch` waits for as long as the other side likes
  const sent = await fetch('https://orders.example/', {
  //                 ^^^^^ `fetch` waits
    method: 'POST',
    body: JSON.stringify({ rates: await rates.json() }),
  });
  return { statusCode: sent.status, body: '' };
};
