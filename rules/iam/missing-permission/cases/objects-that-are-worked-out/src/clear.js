const { S3 } = require('@aws-sdk/client-s3');

const client = new S3({});

exports.handler = async () => {
  const { Contents } = await client.listObjectsV2({ Bucket: process.env.FILES });
  const keys = Contents.map((one) => one.Key).filter((key) => key.startsWith('old/'));
  await client.deleteObjects({ Bucket: process.env.FILES, Delete: { Objects: keys.map((Key) => ({ Key })) } });
};
