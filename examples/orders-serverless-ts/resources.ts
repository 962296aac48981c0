const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

const publicAccessBlock = (block: boolean) => ({
  BlockPublicAcls: block,
  BlockPublicPolicy: block,
  IgnorePublicAcls: block,
  RestrictPublicBuckets: block,
});

export const resources = {
  Resources: {
    OrdersTable: {
      Type: 'AWS::DynamoDB::Table',
      ...kept,
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    },
    FulfilmentQueue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['FulfilmentFailures', 'Arn'] }, maxReceiveCount: 5 },
      },
    },
    FulfilmentFailures: {
      Type: 'AWS::SQS::Queue',
      Properties: { MessageRetentionPeriod: 1209600 },
    },
    FulfilmentQueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'FulfilmentQueue' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'WarehouseSystems',
              Effect: 'Allow',
              Principal: '*',
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['FulfilmentQueue', 'Arn'] },
            },
          ],
        },
      },
    },
    LabelBucket: {
      Type: 'AWS::S3::Bucket',
      ...kept,
      Properties: { PublicAccessBlockConfiguration: publicAccessBlock(false) },
    },
    LabelBucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'LabelBucket' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'CarriersFetchLabels',
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: { 'Fn::Sub': '${LabelBucket.Arn}/labels/*' },
            },
          ],
        },
      },
    },
    ReportBucket: {
      Type: 'AWS::S3::Bucket',
      ...kept,
      Properties: { PublicAccessBlockConfiguration: publicAccessBlock(true) },
    },
  },
};
