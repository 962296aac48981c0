import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const read = new PolicyStatement({ sid: 'Read', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::files-${this.account}/*`], conditions: { Bool: { 'aws:SecureTransport': 'true' } } });
    new Role(this, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), inlinePolicies: { files: new PolicyDocument({ statements: [read] }) } });
  }
}
