import https from 'node:https';
import axios, { type AxiosRequestConfig } from 'axios';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = axios.create({ timeout: 2000 });
const options = { signal: AbortSignal.timeout(3000) };

async function load(request: Request, config: AxiosRequestConfig): Promise<unknown> {
  await axios.get('https://orders.example/', config);
  return fetch(request);
}

export const handler = async (_event: APIGatewayProxyEvent) => {
  await fetch('https://orders.example/', options);
  await fetch('https://orders.example/', { method: 'POST', ...options });
  await client.get('/');
  await load(new Request('https://orders.example/'), { timeout: 100 });
  await Promise.race([fetch('https://orders.example/'), new Promise((resolve) => setTimeout(resolve, 1000))]);
  const sent = https.request('https://orders.example/');
  sent.setTimeout(1000, () => sent.destroy());
  sent.end();
  return { statusCode: 204 };
};
