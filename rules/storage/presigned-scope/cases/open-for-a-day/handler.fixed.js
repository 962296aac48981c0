const { randomUUID } = require('node:crypto');
const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

const client = new S3Client({});

exports.handler = async (event) => {
  const command = new PutObjectCommand({ Bucket: process.env.BUCKET, Key: randomUUID() });
  const address = await getSignedUrl(client, command, { expiresIn: 3600 });
  //                                                               ^^^^^^^^^^^^ The signed address stays open for 86400 seconds
  return { statusCode: 200, body: JSON.stringify({ address, id: event.requestContext.requestId }) };
};
