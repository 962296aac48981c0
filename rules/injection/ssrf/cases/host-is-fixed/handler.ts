import axios from 'axios';

const hosts = new Set(['api.example.com', 'eu.api.example.com']);
const base = process.env.API_URL;

export const handler = async (event: { queryStringParameters: Record<string, string>; pathParameters: { id: string } }) => {
  const { url } = event.queryStringParameters;
  const { id } = event.pathParameters;
  await fetch(`https://api.example.com/orders/${id}`);
  await axios.get(`${base}/orders/${encodeURIComponent(id)}`);
  await axios.post('https://api.example.com/orders', { id });
  const wanted = new URL(url);
  if (!hosts.has(wanted.host)) return { statusCode: 400 };
  const answer = await fetch(wanted);
  return { statusCode: answer.status };
};
