import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
import type { APIGatewayTokenAuthorizerEvent } from 'aws-lambda';

const secrets = new SecretsManagerClient({});
const parameters = new SSMClient({});

function tokenOf(header: string): string | Error {
  return header.startsWith('Bearer ') ? header.slice(7) : new Error('no bearer token');
}

async function login(): Promise<{ username: string; host: string; password: string } | Error> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.DATABASE_SECRET }));
  return SecretString === undefined ? new Error('empty') : JSON.parse(SecretString);
}

export const handler = async (event: APIGatewayTokenAuthorizerEvent) => {
  const token = tokenOf(event.authorizationToken);
  if (token instanceof Error) {
    // Here it is the error, not the token.
    console.error({ message: 'refused', error: token });
    throw token;
  }
  const database = await login();
  if (database instanceof Error) throw database;
  // Where the database is, and as whom one signs in there.
  console.log(`connecting to ${database.host} as ${database.username}`);
  // Decrypted or not, this parameter is no secret.
  const { Parameter } = await parameters.send(new GetParameterCommand({ Name: '/app/image-id', WithDecryption: true }));
  console.log('image', Parameter?.Value);
  return { principalId: 'user' };
};
