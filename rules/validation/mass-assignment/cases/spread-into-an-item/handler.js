const { randomUUID } = require('node:crypto');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand } = require('@aws-sdk/lib-dynamodb');

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  //                      ^^^^^^^^^^ 1: comes from the request body
  if (!body.name || body.total < 0) return { statusCode: 400 };
  await table.send(new PutCommand({ TableName: process.env.TABLE, Item: { id: randomUUID(), ...body } }));
  //                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `body` (the trigger is assumed: no template names this handler) is stored with every field that it has
  return { statusCode: 201 };
};
