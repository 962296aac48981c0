import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { Pool } from 'pg';
import postgres from 'postgres';

const pool = new Pool();
const sql = postgres();
const client = new RDSDataClient({});

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { name, city } = event.queryStringParameters;
  const { rows } = await pool.query('SELECT * FROM customers WHERE name = $1', [name]);
  const tagged = await sql`SELECT * FROM customers WHERE city = ${city}`;
  await client.send(new ExecuteStatementCommand({ resourceArn: 'arn', secretArn: 'arn', sql: 'SELECT 1 WHERE :n = 1', parameters: [{ name: 'n', value: { stringValue: name } }] }));
  return { statusCode: 200, body: JSON.stringify([...rows, ...tagged]) };
};
