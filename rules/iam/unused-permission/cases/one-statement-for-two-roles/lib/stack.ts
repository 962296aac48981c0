import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

export class TicketStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    // Each of the two uses a part of it.
    const tickets = new iam.PolicyStatement({
      actions: ['dynamodb:PutItem', 'dynamodb:GetItem'],
      resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/tickets'],
    });
    const open = new lambda.Function(this, 'Open', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'open.handler', code: lambda.Code.fromAsset('src') });
    const show = new lambda.Function(this, 'Show', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'show.handler', code: lambda.Code.fromAsset('src') });
    open.addToRolePolicy(tickets);
    show.addToRolePolicy(tickets);
  }
}
