import { execSync } from 'node:child_process';

export const handler = async (event) => {
  for (const record of event.Records) {
    const { width } = JSON.parse(record.body);
    //                           ^^^^^^^^^^^ 1: comes from the message
    execSync(`convert -resize ${width} /tmp/in.png /tmp/out.png`);
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: becomes part of a shell command
    //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.width` (it comes from outside: queue Jobs, its messages carry data from elsewhere)
  }
};
