import * as aws from '@pulumi/aws';

const files = new aws.s3.Bucket('files');

new aws.s3.BucketAcl('files', {
  bucket: files.id,
  acl: 'private',
});
