const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');

const client = new DynamoDBClient({});

exports.handler = async () => {
  try {
    await client.send(new PutItemCommand({ TableName: 'orders', Item: {} }));
    return { statusCode: 201 };
  } catch (error) {
    console.error(error);
    return { statusCode: error.statusCode || 500, body: JSON.stringify({ code: error.name }) };
  }
};
