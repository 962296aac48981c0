import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});
const known = new Map<string, Promise<string>>();

/** The text of a secret, fetched once per container. */
export function secretText(id: string | undefined): Promise<string> {
  if (!id) throw new Error('The environment names no secret');
  let text = known.get(id);
  if (text === undefined) {
    text = fetchText(id);
    // What failed is tried again by the next call.
    text.catch(() => known.delete(id));
    known.set(id, text);
  }
  return text;
}

async function fetchText(id: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (SecretString === undefined) throw new Error('The secret has no text');
  return SecretString;
}
