import type { APIGatewayProxyEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { Jobs } from './jobs';

const jobs = new Jobs(process.env.JOBS_URL!);
const reports = new Jobs(process.env.REPORTS_URL!);

export const handler = async (event: APIGatewayProxyEvent) => {
  const { file, width } = JSON.parse(event.body ?? '{}');
//                                   ^^^^^^^^^^ 1: comes from the request body
  await jobs.send({ id: randomUUID(), file, width: Number(width) });
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: passed to `Jobs.send`
  await reports.send({ id: randomUUID() });
  return { statusCode: 202, body: '' };
};
