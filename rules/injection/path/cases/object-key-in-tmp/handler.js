const fs = require('fs');
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

exports.handler = async (event) => {
  for (const record of event.Records) {
    const key = record.s3.object.key;
    //          ^^^^^^^^^^^^^^^^^^^^ 1: comes from the object's key
    const file = `/tmp/${key}`;
    //           ^^^^^^^^^^^^^ 2: joined into text
    const object = await s3.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: key }));
    fs.writeFileSync(file, await object.Body.transformToByteArray());
    //               ^^^^ `record.s3.object.key` (it comes from outside: bucket Uploads, whoever puts an object there chooses its name and content) becomes part of a file path
  }
};
