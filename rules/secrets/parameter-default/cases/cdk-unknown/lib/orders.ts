import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class Orders extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new CfnParameter(this, 'DbPassword', { type: 'String', noEcho: this.node.tryGetContext('hidden') });
  }
}
