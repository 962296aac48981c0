const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async (event) => {
  const { title } = JSON.parse(event.body);
  await documents.send(new PutCommand({ TableName: process.env.SETTINGS, Item: { id: 'shop', title } }));
  return { statusCode: 204 };
};
