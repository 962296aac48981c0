// The host is written here; a parameter is added afterwards.
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { video, host } = JSON.parse(event.body ?? '{}') as { video: string; host: string };
  const picture = new URL(`https://images.example.com/${video}/small.jpg`);
  picture.searchParams.set('width', '200');
  const shown = await fetch(picture);
  const other = new URL(`https://${host}/small.jpg`);
  other.searchParams.set('width', '200');
  const taken = await fetch(other);
  //                        ^^^^^ chooses where a request goes
  return { statusCode: shown.ok && taken.ok ? 200 : 502, body: '' };
};
