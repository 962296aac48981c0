import { execSync } from 'node:child_process';
import type { S3Event } from 'aws-lambda';

export const handler = async (event: S3Event) => {
  execSync('convert /tmp/' + event.Records[0].s3.object.key);
  //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (it comes from outside: bucket Uploads, whoever puts an object there chooses its name and content)
};
