import { execSync } from 'node:child_process';
import type { SQSEvent } from 'aws-lambda';

export async function handler(event: SQSEvent) {
  for (const record of event.Records) execSync(`convert ${record.body}`);
  //                                           ^^^^^^^^^^^^^^^^^^^^^^^^ (anyone can send it: POST /jobs has no authorizer, and `Take` puts `body` on queue `Jobs`)
}
