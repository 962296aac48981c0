import { Stack } from 'aws-cdk-lib';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new rds.CfnDBInstance(this, 'Database', {
      engine: 'postgres',
      storageEncrypted: this.node.tryGetContext('encrypted'),
    });
    new sqs.Queue(this, 'Returns', this.node.tryGetContext('queue'));
  }
}
