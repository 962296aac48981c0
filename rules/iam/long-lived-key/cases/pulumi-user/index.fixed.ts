import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const user = new aws.iam.User('uploader');
const key = new aws.iam.AccessKey('uploader', { user: user.name });
const upload = new aws.lambda.Function('upload', {
  runtime: 'nodejs24.x',
  handler: 'upload.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
  environment: { variables: {} },
//                                 ^^^^^^^^^^ `KEY` gives `upload` the secret of access key `uploader (key)`, which never expires
});
