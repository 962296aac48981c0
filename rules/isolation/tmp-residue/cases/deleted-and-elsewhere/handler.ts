import { rm, writeFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { convert } from './convert';

export const handler = async (event: APIGatewayProxyEvent) => {
  const path = `/tmp/${event.requestContext.requestId}.md`;
  try {
    await writeFile(path, event.body ?? '');
    await convert(path);
  } finally {
    await rm(path, { force: true });
  }
  return { statusCode: 204 };
};
