const { GetSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');

const client = new SecretsManagerClient({});

exports.handler = async () => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: 'orders/database' }));
  //                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: is read from a secret store
  console.log({ step: 'read', SecretString });
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `the secret` is written to the log, where everybody who can read logs has it
  return { statusCode: 204 };
};
