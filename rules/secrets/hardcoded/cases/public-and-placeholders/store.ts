import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const ACCOUNT_SECRET = 'eu-west-1-dev-mail-account';

export const account = () => new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: ACCOUNT_SECRET }));
