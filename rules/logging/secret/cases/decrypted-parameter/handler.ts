import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
import type { SQSEvent } from 'aws-lambda';

const parameters = new SSMClient({});

export const handler = async (event: SQSEvent) => {
  const { Parameter } = await parameters.send(new GetParameterCommand({ Name: '/app/database-password', WithDecryption: true }));
  console.log('connecting', Parameter?.Value);
  //                        ^^^^^^^^^^^^^^^^ `the secret` is written to the log
};
