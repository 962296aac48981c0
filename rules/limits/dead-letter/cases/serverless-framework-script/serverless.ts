import type { AWS } from '@serverless/typescript';

const configuration: AWS = {
  service: 'orders',
  provider: { name: 'aws', runtime: 'nodejs22.x' },
  functions: {
    nightly: {
//  ^^^^^^^ Events that function `nightly` cannot handle
      handler: 'src/nightly.handler',
      events: [{ schedule: 'rate(1 day)' }],
    },
  },
};

module.exports = configuration;
