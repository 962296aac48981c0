import type { AWS } from '@serverless/typescript';

const configuration: AWS = {
  service: 'orders',
  provider: { name: 'aws', runtime: 'nodejs22.x', logRetentionInDays: 90 },
  functions: {
    nightly: {
//  ^^^^^^^ The log of `nightly` is kept for ever
      handler: 'src/nightly.handler',
    },
  },
};

module.exports = configuration;
