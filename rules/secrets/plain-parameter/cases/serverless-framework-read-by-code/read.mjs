import { GetParameterCommand, GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';

const ssm = new SSMClient({});

export const handler = async () => {
  const password = (await ssm.send(new GetParameterCommand({ Name: '/orders/db-password' }))).Parameter?.Value;
  const limits = await ssm.send(new GetParametersByPathCommand({ Path: '/limits' }));
  return { statusCode: password === undefined ? 404 : 204, body: String(limits.Parameters?.length) };
};
