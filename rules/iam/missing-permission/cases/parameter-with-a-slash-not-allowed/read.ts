import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const client = new SSMClient({});

export const handler = async (): Promise<string | undefined> => {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: process.env.PARAMETER }));
  //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs `ssm:GetParameter` on `TableName`
  return Parameter?.Value;
};
