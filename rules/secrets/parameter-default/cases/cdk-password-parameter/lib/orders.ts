import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Orders extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Queue(this, 'Queue');
    new CfnParameter(this, 'DbPassword', { type: 'String', default: 'q7Rw2ZpLx9Vt4Km', noEcho: true });
    //                                                              ^^^^^^^^^^^^^^^^^ DbPassword
  }
}
