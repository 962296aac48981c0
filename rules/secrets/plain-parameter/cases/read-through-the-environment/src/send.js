const { GetParameterCommand, SSMClient } = require('@aws-sdk/client-ssm');
const { send } = require('./host');

const store = new SSMClient({});

exports.handler = async () => {
  const answer = await store.send(new GetParameterCommand({ Name: process.env.TOKEN_PARAMETER, WithDecryption: true }));
  await send(answer.Parameter.Value.trim());
};
