import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const client = new SSMClient({});

export async function handler() {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/orders/database/password' }));
  return { statusCode: Parameter === undefined ? 404 : 204 };
}
