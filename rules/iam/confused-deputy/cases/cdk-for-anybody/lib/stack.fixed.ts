import { Stack, Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export class UploadsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const thumbnail = new lambda.Function(this, 'Thumbnail', {
      code: lambda.Code.fromAsset('src'),
      handler: 'thumbnail.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
    });
    thumbnail.addPermission('Bucket', {
      principal: new iam.ServicePrincipal('s3.amazonaws.com'),
      sourceAccount: Aws.ACCOUNT_ID,
//                                        ^^^^^^^^^^^^^^^^^^ The policy of `Thumbnail` lets `s3.amazonaws.com` in,
    });
    const uploads = new sqs.Queue(this, 'Uploads');
    uploads.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['sqs:SendMessage'],
      resources: [uploads.queueArn],
      principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
//                                          ^^^^^^^^^^^^^^^^^^^ The policy of `Uploads` lets `sns.amazonaws.com` in,
    }));
  }
}
