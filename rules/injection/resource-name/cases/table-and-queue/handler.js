const { DynamoDBClient, ScanCommand } = require('@aws-sdk/client-dynamodb');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const table = new DynamoDBClient({});
const queue = new SQSClient({});

exports.handler = async (event) => {
  const { kind, target } = JSON.parse(event.body);
  //                                  ^^^^^^^^^^ 1: comes from the request body
  const rows = await table.send(new ScanCommand({ TableName: kind }));
  //                                                         ^^^^ `body.kind` (the trigger is assumed: no template names this handler) chooses the table
  await queue.send(new SendMessageCommand({ QueueUrl: target, MessageBody: String(rows.Count) }));
  //                                                  ^^^^^^ chooses the queue
  return { statusCode: 202 };
};
