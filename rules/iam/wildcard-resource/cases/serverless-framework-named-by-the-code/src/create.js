const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand } = require('@aws-sdk/lib-dynamodb');

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async () => {
  await tables.send(new PutCommand({ TableName: process.env.ORDERS_TABLE, Item: { id: 'first' } }));
};
