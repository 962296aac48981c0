import { spawn } from 'child_process';
import type { S3Event } from 'aws-lambda';

export const handler = async (event: S3Event) => {
  for (const record of event.Records) {
    spawn('convert', [record.s3.object.key, '/tmp/out.png'], { shell: true, cwd: '/tmp' });
    //                ^^^^^^^^^^^^^^^^^^^^ 1: comes from the object's key
    //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.s3.object.key` (the trigger is assumed: no template names this handler) becomes part of a shell command
  }
};
