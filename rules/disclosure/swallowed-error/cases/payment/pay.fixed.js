const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});

exports.handler = async (event) => {
  try {
    await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: event.pathParameters.id } } }));
  } catch (err) {
  //^^^^^^^^^^^ `PutItemCommand` is neither
    console.error(err);
  }
  return { statusCode: 200, body: '{}' };
};
