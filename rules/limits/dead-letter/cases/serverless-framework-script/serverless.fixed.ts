import type { AWS } from '@serverless/typescript';

const configuration: AWS = {
  service: 'orders',
  provider: { name: 'aws', runtime: 'nodejs22.x' },
  functions: {
    nightly: {
//  ^^^^^^^ Events that function `nightly` cannot handle
      handler: 'src/nightly.handler',
      events: [{ schedule: 'rate(1 day)' }],
      destinations: {
        onFailure: {
          type: 'sqs',
          arn: { 'Fn::GetAtt': ['NightlyDeadLetters', 'Arn'] },
        },
      },
    },
  },
  resources: {
    Resources: {
      NightlyDeadLetters: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          MessageRetentionPeriod: 1209600,
          SqsManagedSseEnabled: true,
        },
      },
    },
  },
};

module.exports = configuration;
