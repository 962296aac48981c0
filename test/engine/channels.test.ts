/** Data that one function leaves for another: on queues, topics, streams, buses, in tables and buckets, by calls. */
import { describe, expect, test } from 'vitest';
import { run, type Report, type Workspace } from '../../server/engine';
import { analyse, newEngine, root, summary, workspaceOf } from '../support/analyse';
import { story } from '../support/flows';

const sender = `
  Sender:
    Type: AWS::Serverless::Function
    Properties:
      Handler: sender.handler
      Events:
        Post:
          Type: Api
          Properties: { Path: /orders, Method: post }`;

/** A function that anyone may send `body` to, one that runs commands, and what stands between them. */
function between(resources: string, events: string, variables: string, send: string, receive: string): Report {
  return analyse({
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Environment:
      Variables: { ${variables} }
Resources:${sender}
  Receiver:
    Type: AWS::Serverless::Function
    Properties:
      Handler: receiver.handler
${events}
${resources}
`,
    'sender.mjs': `import * as aws from './aws.mjs';\nimport { randomUUID } from 'node:crypto';\nexport const handler = async (event) => {\n  const body = JSON.parse(event.body);\n  ${send}\n};\n`,
    'receiver.mjs': `import * as aws from './aws.mjs';\nimport { exec } from 'node:child_process';\nexport const handler = async (event) => {\n  ${receive}\n};\n`,
    'aws.mjs': [
      "export { SQSClient, SendMessageCommand, SendMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';",
      "export { SNSClient, PublishCommand } from '@aws-sdk/client-sns';",
      "export { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';",
      "export { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';",
      "export { DynamoDBClient, PutItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';",
      "export { DynamoDBDocumentClient, PutCommand, GetCommand, QueryCommand, UpdateCommand, BatchWriteCommand, BatchGetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';",
      "export { marshall, unmarshall } from '@aws-sdk/util-dynamodb';",
      "export { S3Client, PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';",
      "export { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';",
      "export { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';",
      "import { S3Client } from '@aws-sdk/client-s3';",
      'export const client = new S3Client({});',
    ].join('\n'),
  });
}

/** Of the receiver's commands: the data, and who sends it. */
function commands(report: Report): readonly string[] {
  return report.findings.filter(({ rule }) => rule === 'injection/command').map(({ message }) => message.replace(/ becomes part of a shell command.*/, '').replace(': POST /orders has no authorizer', ''));
}

const fromSender = (label: string, sent: string, way: string): string => `\`${label}\` (anyone can send it, and \`Sender\` ${way.replace('{}', `\`${sent}\``)})`;

const queue = '  Jobs: { Type: AWS::SQS::Queue }';
const byQueue = '      Events: { Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }';
const table = '  Orders: { Type: AWS::DynamoDB::Table }';
const ofTable = 'TABLE: !Ref Orders';
const nothing = '';

describe('queues', () => {
  const queued = (send: string, receive: string): readonly string[] => commands(between(queue, byQueue, 'JOBS: !Ref Jobs', send, receive));
  const put = 'puts {} on queue `Jobs`';

  test.each([
    ['a field', 'MessageBody: JSON.stringify({ name: body.name })', 'JSON.parse(event.Records[0].body).name', 'record.body.name', 'body.name'],
    ['the whole body', 'MessageBody: JSON.stringify(body)', 'JSON.parse(event.Records[0].body).name', 'record.body.name', 'body.name'],
    ['text as it came', 'MessageBody: event.body', 'JSON.parse(event.Records[0].body).name', 'record.body.name', 'body.name'],
    ['an object in another', 'MessageBody: JSON.stringify({ order: { customer: body.customer } })', 'JSON.parse(event.Records[0].body).order.customer.name', 'record.body.order.customer.name', 'body.customer.name'],
    ['an element', 'MessageBody: JSON.stringify({ names: [body.name] })', 'JSON.parse(event.Records[0].body).names[0]', 'record.body.names[]', 'body.name'],
    ['what is read as a whole', 'MessageBody: JSON.stringify({ name: body.name })', 'event.Records[0].body', 'record.body', 'body.name'],
    ['text in text', 'MessageBody: JSON.stringify({ detail: JSON.stringify({ name: body.name }) })', 'JSON.parse(JSON.parse(event.Records[0].body).detail).name', 'record.body.detail.name', 'body.name'],
    ['an attribute', "MessageBody: 'x', MessageAttributes: { name: { DataType: 'String', StringValue: body.name } }", 'event.Records[0].messageAttributes.name.stringValue', 'record.messageAttributes.name.stringValue', 'body.name'],
    ['one spread, another beside it', 'MessageBody: JSON.stringify({ ...body, id: randomUUID() })', 'JSON.parse(event.Records[0].body).name', 'record.body.name', 'body.name'],
  ])('%s', (_what, input, read, label, sent) => {
    expect(queued(`await aws.client.send(new aws.SendMessageCommand({ QueueUrl: process.env.JOBS, ${input} }));`, `exec(${read});`)).toEqual([fromSender(label, sent, put)]);
  });

  test.each([
    ['another field', 'MessageBody: JSON.stringify({ name: body.name })', 'JSON.parse(event.Records[0].body).id'],
    ['a number', 'MessageBody: JSON.stringify({ name: Number(body.name) })', 'JSON.parse(event.Records[0].body).name'],
    ['an id made by the sender', 'MessageBody: JSON.stringify({ ...body, id: randomUUID() })', 'JSON.parse(event.Records[0].body).id'],
    ['constants', "MessageBody: 'run'", 'event.Records[0].body'],
    ['attributes beside the body', "MessageBody: body.name, MessageAttributes: { kind: { DataType: 'String', StringValue: 'order' } }", 'event.Records[0].messageAttributes.kind.stringValue'],
  ])('nothing of a sender: %s', (_what, input, read) => {
    expect(queued(`await aws.client.send(new aws.SendMessageCommand({ QueueUrl: process.env.JOBS, ${input} }));`, `exec(${read});`)).toEqual([]);
  });

  test('each entry of a batch', () => {
    expect(queued('await aws.client.send(new aws.SendMessageBatchCommand({ QueueUrl: process.env.JOBS, Entries: body.items.map((item, i) => ({ Id: String(i), MessageBody: JSON.stringify({ name: item.name }) })) }));', 'for (const record of event.Records) exec(JSON.parse(record.body).name);')).toEqual([fromSender('record.body.name', 'body.items[].name', put)]);
  });

  test('messages that are asked for', () => {
    const report = between(queue, nothing, 'JOBS: !Ref Jobs', 'await aws.client.send(new aws.SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: JSON.stringify({ name: body.name }) }));', 'const { Messages } = await aws.client.send(new aws.ReceiveMessageCommand({ QueueUrl: process.env.JOBS }));\n  for (const message of Messages) exec(JSON.parse(message.Body).name);');
    expect(commands(report)).toEqual([fromSender('message.Body.name', 'body.name', put)]);
  });

  test('the whole way, told in order', () => {
    const report = between(queue, byQueue, 'JOBS: !Ref Jobs', 'await aws.client.send(new aws.SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: JSON.stringify({ name: body.name }) }));', 'exec(JSON.parse(event.Records[0].body).name);');
    expect(story(report, 'command')).toEqual([
      'sender.mjs `event.body` comes from the request body',
      'sender.mjs `JSON.stringify({ name: body.name })` is put on queue `Jobs`',
      'template.yaml `Job` queue `Jobs` starts `Receiver`',
      'receiver.mjs `event.Records[0].body` comes from the message',
      'receiver.mjs `JSON.parse(event.Records[0].body).name` becomes part of a shell command',
    ]);
  });

  test('a function that feeds itself comes to an end', () => {
    const report = analyse({
      'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Jobs: { Type: AWS::SQS::Queue }\n  Again:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: again.handler\n      Runtime: nodejs22.x\n      Environment: { Variables: { JOBS: !Ref Jobs } }\n      Events: { Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }\n',
      'again.mjs': "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nimport { exec } from 'node:child_process';\nexport const handler = async (event) => {\n  const { name } = JSON.parse(event.Records[0].body);\n  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: JSON.stringify({ name }) }));\n  exec(name);\n};\n",
    });
    expect(report.crashes).toEqual([]);
    // Nobody outside puts anything on the queue.
    expect(commands(report)).toEqual([]);
  });
});

describe('topics, streams, buses', () => {
  const topic = '  News: { Type: AWS::SNS::Topic }';
  const publish = 'await aws.client.send(new aws.PublishCommand({ TopicArn: process.env.NEWS, Message: JSON.stringify({ name: body.name }) }));';
  const published = 'publishes {} to topic `News`';

  test('a topic that starts a function', () => {
    expect(commands(between(topic, '      Events: { News: { Type: SNS, Properties: { Topic: !Ref News } } }', 'NEWS: !Ref News', publish, 'exec(JSON.parse(event.Records[0].Sns.Message).name);'))).toEqual([fromSender('record.Sns.Message.name', 'body.name', published)]);
  });

  const subscription = (raw: boolean): string => `${topic}\n${queue}\n  Sub: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn, RawMessageDelivery: ${String(raw)} } }`;

  test.each([
    ['in its envelope', false, 'JSON.parse(JSON.parse(event.Records[0].body).Message).name', 'record.body.Message.name'],
    ['raw', true, 'JSON.parse(event.Records[0].body).name', 'record.body.name'],
  ])('a topic by way of a queue, %s', (_what, raw, read, label) => {
    expect(commands(between(subscription(raw), byQueue, 'NEWS: !Ref News', publish, `exec(${read});`))).toEqual([fromSender(label, 'body.name', published)]);
  });

  test('a stream, in base64', () => {
    const report = between('  Clicks: { Type: AWS::Kinesis::Stream }', "      Events: { Click: { Type: Kinesis, Properties: { Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST } } }", 'CLICKS: !Ref Clicks', 'await aws.client.send(new aws.PutRecordCommand({ StreamName: process.env.CLICKS, PartitionKey: randomUUID(), Data: Buffer.from(JSON.stringify({ name: body.name, size: Number(body.size) })) }));', "const data = JSON.parse(Buffer.from(event.Records[0].kinesis.data, 'base64').toString());\n  exec(data.name);\n  exec(`echo ${data.size}`);");
    expect(commands(report)).toEqual([fromSender('record.kinesis.data.name', 'body.name', 'puts {} on stream `Clicks`')]);
  });

  const bus = (source: string): string => `  Shop: { Type: AWS::Events::EventBus, Properties: { Name: shop } }\n  Rule:\n    Type: AWS::Events::Rule\n    Properties:\n      EventBusName: !Ref Shop\n      EventPattern: { source: [${source}] }\n      Targets: [{ Id: a, Arn: !GetAtt Receiver.Arn }]`;
  const putEvents = "await aws.client.send(new aws.PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS, Source: 'orders', DetailType: 'made', Detail: JSON.stringify({ name: body.name }) }] }));";

  test('a bus, by the source of its events', () => {
    expect(commands(between(bus('orders'), nothing, 'BUS: !Ref Shop', putEvents, 'exec(event.detail.name);'))).toEqual([fromSender('event.detail.name', 'body.name', 'puts {} on event bus `Shop`')]);
    const other = commands(between(bus('billing'), nothing, 'BUS: !Ref Shop', putEvents, 'exec(event.detail.name);'));
    expect(other).toEqual([expect.stringContaining('it is sent within the account')]);
  });

  test('the bus of the account, by the source of its events', () => {
    const rule = (source: string): string => `      Events: { Made: { Type: EventBridgeRule, Properties: { Pattern: { source: [${source}] } } } }`;
    const put = "await aws.client.send(new aws.PutEventsCommand({ Entries: [{ Source: 'orders', DetailType: 'made', Detail: JSON.stringify({ name: body.name }) }] }));";
    expect(commands(between(nothing, rule('orders'), 'A: b', put, 'exec(event.detail.name);'))).toEqual([fromSender('event.detail.name', 'body.name', 'puts {} on event bus `default`')]);
    expect(commands(between(nothing, rule('billing'), 'A: b', put, 'exec(event.detail.name);'))).toEqual([expect.stringContaining('it is sent within the account')]);
  });
});

describe('tables', () => {
  const written = 'writes {} to table `Orders`';
  const stored = (send: string, receive: string): readonly string[] => commands(between(table, nothing, ofTable, send, receive));
  const item = 'await aws.client.send(new aws.PutCommand({ TableName: process.env.TABLE, Item: { id: randomUUID(), name: body.name, size: Number(body.size) } }));';

  test.each([
    ['by its key', item, 'const { Item } = await aws.client.send(new aws.GetCommand({ TableName: process.env.TABLE, Key: { id: event.id } }));\n  exec(Item.name);', 'Item.name'],
    ['by a query', item, 'const result = await aws.client.send(new aws.QueryCommand({ TableName: process.env.TABLE }));\n  for (const order of result.Items ?? []) exec(order.name);', 'Items[].name'],
    ['page by page', item, 'for await (const page of aws.paginateScan({ client: aws.client }, { TableName: process.env.TABLE })) page.Items.forEach((order) => exec(order.name));', 'Items[].name'],
    ['in batches', item, 'const { Responses } = await aws.client.send(new aws.BatchGetCommand({ RequestItems: { [process.env.TABLE]: { Keys: [] } } }));\n  exec(Responses[process.env.TABLE][0].name);', 'Responses[][].name'],
    ['with types', 'await aws.client.send(new aws.PutItemCommand({ TableName: process.env.TABLE, Item: { name: { S: body.name } } }));', 'const { Item } = await aws.client.send(new aws.GetItemCommand({ TableName: process.env.TABLE, Key: {} }));\n  exec(Item.name.S);', 'Item.name.S'],
    ['marshalled', 'await aws.client.send(new aws.PutItemCommand({ TableName: process.env.TABLE, Item: aws.marshall({ name: body.name, size: Number(body.size) }) }));', 'const { Item } = await aws.client.send(new aws.GetItemCommand({ TableName: process.env.TABLE, Key: {} }));\n  const order = aws.unmarshall(Item);\n  exec(order.name);\n  exec(`echo ${order.size}`);', 'Item.name'],
    ['updated', "await aws.client.send(new aws.UpdateCommand({ TableName: process.env.TABLE, UpdateExpression: 'SET #n = :n, size = :s', ExpressionAttributeNames: { '#n': 'name' }, ExpressionAttributeValues: { ':n': body.name, ':s': Number(body.size) } }));", 'const { Item } = await aws.client.send(new aws.GetCommand({ TableName: process.env.TABLE, Key: {} }));\n  exec(Item.name);\n  exec(`echo ${Item.size}`);', 'Item.name'],
    ['written in batches', 'await aws.client.send(new aws.BatchWriteCommand({ RequestItems: { [process.env.TABLE]: [{ PutRequest: { Item: { name: body.name } } }] } }));', 'const { Item } = await aws.client.send(new aws.GetCommand({ TableName: process.env.TABLE, Key: {} }));\n  exec(Item.name);', 'Item.name'],
  ])('a row %s', (_what, send, receive, label) => {
    expect(stored(send, receive)).toEqual([fromSender(label, 'body.name', written)]);
  });

  test.each([
    ['another attribute', 'Item.id'],
    ['a number', '`echo ${Item.size}`'],
    ['how many there are', '`echo ${Count}`'],
  ])('nothing of a sender: %s', (_what, read) => {
    expect(stored(item, `const { Item, Count } = await aws.client.send(new aws.GetCommand({ TableName: process.env.TABLE, Key: {} }));\n  exec(${read});`)).toEqual([]);
  });

  test('a table that nobody fills with what was sent', () => {
    expect(commands(between(`${table}\n  Others: { Type: AWS::DynamoDB::Table }`, nothing, 'TABLE: !Ref Orders, OTHERS: !Ref Others', item, 'const { Item } = await aws.client.send(new aws.GetCommand({ TableName: process.env.OTHERS, Key: {} }));\n  exec(Item.name);'))).toEqual([]);
  });

  test('its stream', () => {
    expect(commands(between(table, '      Events: { Change: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST } } }', ofTable, item, 'const order = aws.unmarshall(event.Records[0].dynamodb.NewImage);\n  exec(order.name);'))).toEqual([fromSender('record.dynamodb.NewImage.name', 'body.name', written)]);
  });

  test('where it is read back, the template has a part in the way', () => {
    expect(story(between(table, nothing, ofTable, item, 'const { Item } = await aws.client.send(new aws.GetCommand({ TableName: process.env.TABLE, Key: { id: event.id } }));\n  exec(Item.name);'), 'command').slice(1, 4)).toEqual([
      'sender.mjs `body.name` is written to table `Orders`',
      'template.yaml `Orders` table `Orders` holds it',
      'receiver.mjs `Item` is read back from the table',
    ]);
  });
});

describe('buckets', () => {
  const bucket = '  Files: { Type: AWS::S3::Bucket }';
  const stored = 'stores {} in bucket `Files`';

  test('content that is read back', () => {
    expect(commands(between(bucket, nothing, 'FILES: !Ref Files', "await aws.client.send(new aws.PutObjectCommand({ Bucket: process.env.FILES, Key: 'settings.json', Body: JSON.stringify({ name: body.name, size: Number(body.size) }) }));", "const answer = await aws.client.send(new aws.GetObjectCommand({ Bucket: process.env.FILES, Key: 'settings.json' }));\n  const settings = JSON.parse(await answer.Body.transformToString());\n  exec(settings.name);\n  exec(`echo ${settings.size}`);"))).toEqual([fromSender('Body.name', 'body.name', stored)]);
  });

  test('another object of the bucket', () => {
    expect(commands(between(bucket, nothing, 'FILES: !Ref Files', "await aws.client.send(new aws.PutObjectCommand({ Bucket: process.env.FILES, Key: 'settings.json', Body: event.body }));", "const answer = await aws.client.send(new aws.GetObjectCommand({ Bucket: process.env.FILES, Key: 'defaults.json' }));\n  exec(JSON.parse(await answer.Body.transformToString()).name);"))).toEqual([]);
  });

  test('the key of an object that starts a function', () => {
    expect(commands(between(bucket, '      Events: { File: { Type: S3, Properties: { Bucket: !Ref Files, Events: s3:ObjectCreated:* } } }', 'FILES: !Sub "${AWS::StackName}-files"', nothing, 'exec(event.Records[0].s3.object.key);'))).toEqual([expect.stringContaining('it comes from outside: bucket Files')]);
  });
});

describe('calls', () => {
  test('a function that another calls', () => {
    const report = between(nothing, nothing, 'OTHER: !Ref Receiver', 'await aws.client.send(new aws.InvokeCommand({ FunctionName: process.env.OTHER, Payload: JSON.stringify({ name: body.name }) }));', 'exec(event.name);');
    expect(commands(report)).toEqual([fromSender('event.name', 'body.name', 'hands {} to function `Receiver`')]);
  });

  test('a state machine hands its input to its function', () => {
    const machine = '  Flow:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition: { StartAt: Run, States: { Run: { Type: Task, Resource: !GetAtt Receiver.Arn, End: true } } }';
    expect(commands(between(machine, nothing, 'FLOW: !Ref Flow', 'await aws.client.send(new aws.StartExecutionCommand({ stateMachineArn: process.env.FLOW, input: JSON.stringify({ name: body.name }) }));', 'exec(event.name);'))).toEqual([fromSender('event.name', 'body.name', 'hands {} to state machine `Flow`')]);
  });
});

describe('after edits', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, Environment: { Variables: { JOBS: !Ref Jobs } } } }
Resources:${sender}
  Receiver:
    Type: AWS::Serverless::Function
    Properties:
      Handler: receiver.handler
${byQueue}
${queue}
  Others: { Type: AWS::SQS::Queue }
`;
  const send = (input: string, url = 'process.env.JOBS'): string => `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nexport const handler = async (event) => {\n  const body = JSON.parse(event.body);\n  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: ${url}, MessageBody: JSON.stringify({ name: ${input} }) }));\n};\n`;
  const receive = "import { exec } from 'node:child_process';\nexport const handler = async (event) => { exec(JSON.parse(event.Records[0].body).name); };\n";

  const edits: readonly (readonly [file: string, text: string, expected: string])[] = [
    ['sender.mjs', send('Number(body.name)'), 'nothing'],
    ['sender.mjs', send('body.title'), '`body.title` on queue'],
    ['sender.mjs', `\n\n${send('body.title')}`, '`body.title` on queue'],
    ['template.yaml', template.replace('!GetAtt Jobs.Arn', '!GetAtt Others.Arn'), 'queue Others'],
    ['template.yaml', template.replace('Post:\n          Type: Api\n          Properties: { Path: /orders, Method: post }', 'Night:\n          Type: Schedule\n          Properties: { Schedule: rate(1 day) }'), 'nothing'],
    ['template.yaml', template, '`body.title` on queue'],
    ['sender.mjs', send('body.title', 'unknown()'), 'queue Jobs'],
    ['receiver.mjs', receive.replace('.name', '.id'), 'queue Jobs'],
    ['sender.mjs', send('body.title'), 'nothing'],
  ];

  test('the report is that of a fresh engine, and the receiver follows the sender', () => {
    const engine = newEngine();
    let workspace: Workspace = workspaceOf({ 'template.yaml': template, 'sender.mjs': send('body.name'), 'receiver.mjs': receive });
    expect(commands(run(engine.analyse(workspace)))).toEqual([expect.stringContaining('`body.name` on queue')]);
    for (const [path, text, expected] of edits) {
      const uri = `${root}/${path}`;
      workspace = { ...workspace, files: new Map([...workspace.files, [uri, { uri, text }]]) };
      const kept = run(engine.analyse(workspace));
      expect(kept.crashes).toEqual([]);
      const fresh = run(newEngine().analyse(workspace));
      expect(summary(kept)).toEqual(summary(fresh));
      expect(kept.findings.map((finding) => finding.flow)).toEqual(fresh.findings.map((finding) => finding.flow));
      expect(commands(kept).join() || 'nothing').toContain(expected);
    }
  });

  test('what was not edited is not told anew', () => {
    const engine = newEngine();
    const workspace = workspaceOf({ 'template.yaml': template, 'sender.mjs': send('body.name'), 'receiver.mjs': receive, 'notes.mjs': 'export const a = 1;\n' });
    const before = run(engine.analyse(workspace)).facts.entries;
    const uri = `${root}/notes.mjs`;
    const after = run(engine.analyse({ ...workspace, files: new Map([...workspace.files, [uri, { uri, text: 'export const a = 2;\n' }]]) })).facts.entries;
    expect(after).toBe(before);
  });
});
