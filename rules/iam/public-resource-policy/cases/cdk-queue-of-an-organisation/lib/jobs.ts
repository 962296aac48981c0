import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Jobs extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const queue = new sqs.Queue(this, 'Queue', { enforceSSL: true });
    queue.grantSendMessages(new iam.ServicePrincipal('events.amazonaws.com'));
    queue.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.OrganizationPrincipal('o-1234567890')], actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  }
}
