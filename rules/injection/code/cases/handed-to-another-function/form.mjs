import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const lambda = new LambdaClient({});

export const handler = async (event) => {
  const { formula } = event.queryStringParameters;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: process.env.CALCULATOR, Payload: Buffer.from(JSON.stringify({ formula })) }));
//                                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: is handed to function `calculator`
  return { statusCode: 200, body: Buffer.from(Payload).toString() };
};
