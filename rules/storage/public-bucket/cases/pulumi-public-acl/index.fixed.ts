import * as aws from '@pulumi/aws';

const files = new aws.s3.Bucket('files');

new aws.s3.BucketAcl('files', {
  bucket: files.id,
//     ^^^^^^^^^^^^^ `PublicRead` lets anybody on the internet list and read what is in bucket `files`
});
