import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class Labels extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const bucket = new s3.Bucket(this, 'Bucket');
    const label = new lambda.Function(this, 'Label', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'label.handler',
      code: lambda.Code.fromAsset('src'),
    });
    label.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObject', this.node.tryGetContext('allowed')],
        resources: [bucket.arnForObjects('*')],
      }),
    );
  }
}
