import { execSync } from 'node:child_process';
import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    const { id, file, width } = JSON.parse(record.body);
//                                         ^^^^^^^^^^^ 5: comes from the message
    execSync(`convert -resize ${width} ${file} /tmp/out.png`);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 6: becomes part of a shell command
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.file` (anyone can send it: POST /uploads has no authorizer, and `Upload` puts `body.file` on queue `Jobs`) becomes
    execSync(`cat /tmp/${id}.log`);
  }
};
