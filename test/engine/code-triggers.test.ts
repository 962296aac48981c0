/** What of each trigger's event the sender chooses, and what the platform fills in. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached } from '../support/flows';

const imports = "import { exec } from 'node:child_process';\n";
const typed = (type: string, body: string, more = ''): readonly string[] => reached(analyse({ 'handler.ts': `${imports}import type { ${type} } from 'aws-lambda';\n${more}\nexport const handler = async (event: ${type}, context) => {\n${body}\n};\n` }));
const each = (field: string): string => `for (const record of event.Records) exec(record.${field});`;

describe('chosen by the sender', () => {
  test.each([
    ['APIGatewayProxyEventV2', 'exec(event.rawPath);', 'event.rawPath'],
    ['APIGatewayProxyEventV2', 'exec(event.cookies[0]);', 'event.cookies[]'],
    ['APIGatewayProxyEventV2', 'exec(event.requestContext.http.userAgent);', 'event.requestContext.http.userAgent'],
    ['LambdaFunctionURLEvent', 'exec(Buffer.from(event.body, "base64").toString("utf8"));', 'body'],
    ['ALBEvent', 'exec(event.multiValueQueryStringParameters.a[0]);', 'event.multiValueQueryStringParameters.a[]'],
    ['APIGatewayProxyWebsocketEventV2', 'exec(JSON.parse(event.body).action);', 'body.action'],
    ['SQSEvent', each('messageAttributes.kind.stringValue'), 'record.messageAttributes.kind.stringValue'],
    ['SNSEvent', each('Sns.Subject'), 'record.Sns.Subject'],
    ['KinesisStreamEvent', 'for (const { kinesis } of event.Records) exec(JSON.parse(Buffer.from(kinesis.data, "base64").toString("utf-8")).cmd);', 'record.kinesis.data.cmd'],
    ['FirehoseTransformationEvent', 'event.records.map((record) => exec(atob(record.data)));', 'record.data'],
    ['MSKEvent', 'for (const records of Object.values(event.records)) for (const record of records) exec(Buffer.from(record.value, "base64").toString());', 'record.value'],
    ['MSKEvent', 'for (const key in event.records) event.records[key].forEach((record) => exec(atob(record.value)));', 'record.value'],
    ['RabbitMQEvent', 'for (const queue of Object.keys(event.rmqMessagesByQueue)) for (const message of event.rmqMessagesByQueue[queue]) exec(atob(message.data));', 'message.data'],
    ['DynamoDBStreamEvent', 'for (const record of event.Records) exec(unmarshall(record.dynamodb.NewImage).name);', 'record.dynamodb.NewImage.name'],
    ['S3Event', 'const key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\\+/g, " ")); exec(`convert ${key}`);', 'record.s3.object.key'],
    ['SESEvent', each('ses.mail.commonHeaders.subject'), 'mail.commonHeaders.subject'],
    ['IoTEvent', 'exec(event.name);', 'event.name'],
    ['CloudWatchLogsEvent', 'exec(JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, "base64")).toString()).logGroup);', 'event.awslogs.data.logGroup'],
    ['PreSignUpTriggerEvent', 'exec(event.request.userAttributes.name);', 'event.request.userAttributes.name'],
    ['CustomMessageTriggerEvent', 'exec(event.request.clientMetadata.lang);', 'event.request.clientMetadata.lang'],
    ['APIGatewayTokenAuthorizerEvent', 'exec(event.authorizationToken.split(" ")[1]);', 'event.authorizationToken'],
    ['TransferFamilyAuthorizerEvent', 'exec(event.username);', 'event.username'],
    ['CloudFormationCustomResourceEvent', 'exec(event.ResourceProperties.name);', 'event.ResourceProperties.name'],
    ['CloudFrontRequestEvent', 'exec(event.Records[0].cf.request.querystring);', 'request.querystring'],
    ['LexV2Event', 'exec(event.inputTranscript);', 'event.inputTranscript'],
  ])('%s: %s', (type, body, label) => {
    expect(typed(type, body, "import { unmarshall } from '@aws-sdk/util-dynamodb';\nimport { gunzipSync } from 'node:zlib';")).toEqual([`command: ${label}`]);
  });

  test('records of a batch that Powertools hands out', () => {
    const text = `${imports}import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';\nimport type { SQSEvent } from 'aws-lambda';\nconst processor = new BatchProcessor(EventType.SQS);\nconst work = async (record) => { exec(JSON.parse(record.body).cmd); exec(record.messageId); };\nexport const handler = async (event: SQSEvent, context) => processPartialResponse(event, work, processor, { context });\n`;
    const report = analyse({ 'handler.ts': text });
    expect(reached(report)).toEqual(['command: record.body.cmd']);
    // The processor catches what is thrown for a record.
    expect(report.facts.entries.flatMap((entry) => entry.report.unguardedParses)).toEqual([]);
  });

  test('a list that a package goes through', () => {
    const text = `${imports}import pMap from 'p-map';\nimport type { SQSEvent } from 'aws-lambda';\nexport const handler = async (event: SQSEvent) => pMap(event.Records, async (record) => exec(record.body), { concurrency: 2 });\n`;
    expect(reached(analyse({ 'handler.ts': text }))).toEqual(['command: record.body']);
  });
});

describe('filled in by the platform', () => {
  test.each([
    ['APIGatewayProxyEvent', 'exec(event.requestContext.requestId); exec(event.requestContext.authorizer.claims.sub); exec(event.requestContext.identity.sourceIp); exec(event.resource);'],
    ['APIGatewayProxyEventV2WithJWTAuthorizer', 'exec(event.requestContext.authorizer.jwt.claims.sub); exec(event.requestContext.apiId); exec(event.routeKey);'],
    ['APIGatewayProxyWebsocketEventV2', 'exec(event.requestContext.connectionId); exec(event.requestContext.domainName);'],
    ['SQSEvent', each('messageId') + each('receiptHandle') + each('eventSourceARN')],
    ['SNSEvent', each('Sns.MessageId') + each('Sns.TopicArn')],
    ['KinesisStreamEvent', each('kinesis.sequenceNumber') + each('eventID')],
    ['DynamoDBStreamEvent', each('eventName') + each('dynamodb.SequenceNumber')],
    ['S3Event', each('s3.bucket.name') + each('s3.object.eTag') + each('awsRegion')],
    ['SESEvent', each('ses.mail.messageId') + each('ses.receipt.spamVerdict.status')],
    ['EventBridgeEvent', 'exec(event.id); exec(event.time); exec(event.region);'],
    ['ScheduledEvent', 'exec(event.time); exec(event.detail.x); exec(event.resources[0]);'],
    ['AppSyncResolverEvent', 'exec(event.identity.sub); exec(event.info.fieldName);'],
    ['PreSignUpTriggerEvent', 'exec(event.userPoolId); exec(event.triggerSource); exec(event.callerContext.clientId);'],
    ['CloudFormationCustomResourceEvent', 'exec(event.StackId); exec(event.RequestType);'],
    ['SecretsManagerRotationEvent', 'exec(event.SecretId); exec(event.Step);'],
    ['APIGatewayProxyEvent', 'exec(context.awsRequestId); exec(context.functionName); exec(context.identity.cognitoIdentityId);'],
  ])('%s: %s', (type, body) => {
    expect(typed(type, body)).toEqual([]);
  });
});
