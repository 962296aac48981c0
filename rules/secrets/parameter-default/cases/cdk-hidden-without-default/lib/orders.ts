import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Orders extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Queue(this, 'Queue');
    new CfnParameter(this, 'DbPassword', { type: 'String', noEcho: true });
    new CfnParameter(this, 'Stage', { type: 'String', default: 'dev' });
  }
}
