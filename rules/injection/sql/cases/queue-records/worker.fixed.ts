import type { SQSEvent } from 'aws-lambda';
import mysql from 'mysql2/promise';

export const handler = async (event: SQSEvent) => {
  const connection = await mysql.createConnection(process.env.DATABASE ?? '');
  for (const record of event.Records) {
    try {
      const job = JSON.parse(record.body);
      //                     ^^^^^^^^^^^ 1: comes from the message
      await connection.execute('UPDATE jobs SET state = ? WHERE id = 7', [job.state]);
      //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.state` (it comes from outside: queue, its messages carry data from elsewhere) becomes part of a SQL statement
    } catch (error) {
      console.error('the job failed', record.messageId);
    }
  }
};
