import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Files extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const user = new iam.User(this, 'Uploader');
    const key = new iam.AccessKey(this, 'UploaderKey', { user });
    new NodejsFunction(this, 'Upload', {
      entry: 'src/upload.ts',
      environment: { BUCKET: 'orders', KEY: this.node.tryGetContext('key') },
    });
  }
}
