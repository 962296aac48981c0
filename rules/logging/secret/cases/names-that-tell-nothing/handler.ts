import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { list, passwordPolicy, verifyToken } from './directory';

const secret = new SecretsManagerClient({});
const token = 'none';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { nextToken, tokenCount, passwordLength, secretName } = await list(event.requestContext.requestId);
  console.log('page', nextToken, tokenCount, { passwordLength, secretName });
  console.log('policy', passwordPolicy, verifyToken, secret, token);
  console.log('password changed', event.httpMethod, { password: '[redacted]', hasPassword: passwordLength > 0 });
  return { statusCode: 200, body: '' };
};
