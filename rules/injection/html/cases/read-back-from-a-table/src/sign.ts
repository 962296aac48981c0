import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Entries } from './entries';

const entries = new Entries(process.env.ENTRIES!);

export const handler = async (event: APIGatewayProxyEventV2) => {
  const { name, stars, text } = JSON.parse(event.body ?? '{}');
//                                         ^^^^^^^^^^ 1: comes from the request body
  await entries.add({ name, stars: Number(stars), text: String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`) });
  return { statusCode: 201 };
};
