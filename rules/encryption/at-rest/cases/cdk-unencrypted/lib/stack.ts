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
    new sns.Topic(this, 'Orders');
//                      ^^^^^^^^ Topic `Orders` stores messages unencrypted until they
    new sqs.Queue(this, 'Returns', {
      encryption: sqs.QueueEncryption.UNENCRYPTED,
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Queue `Returns` switches encryption off.
    });
    new rds.CfnDBInstance(this, 'Database', {
      engine: 'postgres',
      storageEncrypted: false,
//                      ^^^^^ Database `Database` stores data unencrypted.
    });
  }
}
