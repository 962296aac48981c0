import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const client = new SSMClient({});

export const handler = async ({ rates, secret }) => {
  let options = { Name: '/rates' };
  if (secret) options = { ...options, Overwrite: true };
  await client.send(new PutParameterCommand({ ...options, Value: JSON.stringify(rates) }));
};
