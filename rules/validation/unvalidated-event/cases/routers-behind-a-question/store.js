const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand } = require('@aws-sdk/lib-dynamodb');

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.keep = (kind, name) => table.send(new PutCommand({ TableName: process.env.TABLE, Item: { kind, name } }));
