import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

const client = new DynamoDBClient({});

export const handler = async (event: APIGatewayProxyEvent, context: Context) => {
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: event.pathParameters?.id ?? '' } } }));
    return { statusCode: 200, body: JSON.stringify(Item) };
  } catch (error) {
  //       ^^^^^ 1: is a caught error
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ message: 'Internal server error', requestId: context.awsRequestId }) };
    //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `error.message` is sent to the caller
  }
};
