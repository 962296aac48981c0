const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
let settings;

exports.handler = async () => {
  if (settings === undefined) {
    const { Item } = await documents.send(new GetCommand({ TableName: process.env.SETTINGS, Key: { id: 'shop' } }));
    settings = Item;
  }
  return { statusCode: 200, body: JSON.stringify({ title: settings.title }) };
};
