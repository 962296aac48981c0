const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

exports.handler = async (event) => {
  const { folder, size } = JSON.parse(event.body);
//                                    ^^^^^^^^^^ 1: comes from the request body
  await s3.send(new PutObjectCommand({ Bucket: process.env.FILES, Key: 'next.json', Body: JSON.stringify({ folder, size: Number(size) }) }));
//                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: is stored in bucket `Files`
  return { statusCode: 201 };
};
