import { execSync } from 'node:child_process';
import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    const { id } = JSON.parse(record.body);
    execSync(`report ${id}`);
  }
};
