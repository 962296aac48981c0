const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const client = new S3Client({});

exports.handler = async (event) => {
  const key = decodeURIComponent(event.Records[0].s3.object.key);
  const { Body } = await client.send(new GetObjectCommand({ Bucket: process.env.UPLOADS, Key: key }));
  const archive = new AdmZip(Buffer.from(await Body.transformToByteArray()));
  for (const entry of archive.getEntries()) {
    fs.writeFileSync(path.join('/tmp/unpacked', entry.entryName), entry.getData());
    //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  }
};
