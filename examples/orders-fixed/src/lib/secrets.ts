import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});
const lifetime = 5 * 60 * 1000;
const known = new Map<string, { value: string; until: number }>();

/** The current value of a secret, asked for again every five minutes so that a rotation is noticed. */
export async function secret(id: string | undefined): Promise<string> {
  if (id === undefined) throw new Error('No secret is named in the environment');
  const held = known.get(id);
  if (held !== undefined && held.until > Date.now()) return held.value;
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (SecretString === undefined) throw new Error('The secret has no text value');
  known.set(id, { value: SecretString, until: Date.now() + lifetime });
  return SecretString;
}
