const { SSMClient, GetParameterCommand, GetParametersCommand, GetParametersByPathCommand } = require('@aws-sdk/client-ssm');
const { getParameter } = require('@aws-lambda-powertools/parameters/ssm');

const ssm = new SSMClient({});
const stored = process.env.DB_PARAMETER;

exports.handler = async () => {
  const one = await ssm.send(new GetParameterCommand({ Name: stored, WithDecryption: true }));
  const all = await ssm.send(new GetParametersCommand({
    Names: ['/orders/db-password', '/orders/limit'],
    WithDecryption: true,
  }));
  const other = await ssm.send(new GetParameterCommand({ Name: '/orders/limit' }));
  const listed = await ssm.send(new GetParametersByPathCommand({ Path: '/orders', WithDecryption: true }));
  const foreign = await ssm.send(new GetParametersByPathCommand({ Path: '/prices/' }));
  const again = await getParameter('/orders/db-password', { decrypt: true });
  return Boolean(one && all && other && listed && foreign && again);
};
