import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

const client = new RDSDataClient({});

export const handler = async (event: { pathParameters: { id: string } }) => {
  const answer = await client.send(new ExecuteStatementCommand({
    resourceArn: process.env.CLUSTER,
    secretArn: process.env.CLUSTER_SECRET_ARN,
    sql: 'SELECT * FROM orders WHERE id = ' + event.pathParameters.id,
    //                                        ^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
    //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.pathParameters.id` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  }));
  return { statusCode: 200, body: JSON.stringify(answer.records) };
};
