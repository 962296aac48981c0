import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});

export async function settings() {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: process.env.SETTINGS_ID }));
  return JSON.parse(SecretString ?? '{}');
}
