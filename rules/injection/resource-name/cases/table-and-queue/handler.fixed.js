const { DynamoDBClient, ScanCommand } = require('@aws-sdk/client-dynamodb');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

/** Names that this code may use. */
const allowedNames = new Set([]);

const table = new DynamoDBClient({});
const queue = new SQSClient({});

exports.handler = async (event) => {
  const { kind, target } = JSON.parse(event.body);
  //                                  ^^^^^^^^^^ 1: comes from the request body
  const rows = await table.send(new ScanCommand({ TableName: allowedName(kind) }));
  //                                                         ^^^^ `body.kind` (the trigger is assumed: no template names this handler) chooses the table
  await queue.send(new SendMessageCommand({ QueueUrl: target, MessageBody: String(rows.Count) }));
  //                                                  ^^^^^^ chooses the queue
  return { statusCode: 202 };
};

/** The name; throws where it is not in the list. */
function allowedName(name) {
  if (!allowedNames.has(name)) throw new Error('The name is not in the list');
  return name;
}
