import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Pool } from 'pg';

export const handler = async (_event: APIGatewayProxyEventV2) => {
  const pool = new Pool({ password: process.env.DB_PASSWORD });
  await pool.query('select 1');
};
