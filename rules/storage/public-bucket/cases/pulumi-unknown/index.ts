import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const files = new aws.s3.Bucket('files');

new aws.s3.BucketAcl('files', {
  bucket: files.id,
  acl: config.require('acl'),
});
