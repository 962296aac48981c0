import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { connect } from './database';

const client = new SSMClient({});

export async function handler() {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/orders/database/password' }));
  if (!Parameter?.Value) throw new Error('There is no password');
  return connect(Parameter.Value);
}
