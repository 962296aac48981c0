const fs = require('node:fs/promises');
const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

async function next(name) {
  const answer = await s3.send(new GetObjectCommand({ Bucket: process.env.FILES, Key: name }));
  return JSON.parse(await answer.Body.transformToString());
//                        ^^^^^^^^^^^ 4: is read back from the bucket
}

exports.handler = async () => {
  const { folder, size } = await next('next.json');
  await fs.mkdir(`/tmp/size-${size}`);
  await fs.mkdir(folder);
//               ^^^^^^ 6: becomes part of a file path
//               ^^^^^^ `Body.folder` (anyone can send it: POST /files has no authorizer, and `upload` stores `body.folder` in bucket `Files`)
  const settings = await next('settings.json');
  await fs.mkdir(settings.folder);
};
