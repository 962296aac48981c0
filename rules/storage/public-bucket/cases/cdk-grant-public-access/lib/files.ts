import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class Files extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const files = new s3.Bucket(this, 'Files', {
      blockPublicAccess: { blockPublicAcls: true, blockPublicPolicy: false, ignorePublicAcls: true, restrictPublicBuckets: false },
      // <----------------- switches off `BlockPublicPolicy` and `RestrictPublicBuckets`
    });
    files.grantPublicAccess();
    // <------------------------- bucket `Files` lets anybody
    new s3.Bucket(this, 'Pictures', { publicReadAccess: true });
    //                                                  ^^^^ bucket `Pictures` lets anybody
  }
}
