import { Stack } from 'aws-cdk-lib';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    new sns.Topic(this, 'Orders', { masterKey: key });
    new sqs.Queue(this, 'Returns');
    new kinesis.Stream(this, 'Stream');
    new rds.CfnDBInstance(this, 'Database', {
      engine: 'postgres',
      storageEncrypted: true,
    });
  }
}
