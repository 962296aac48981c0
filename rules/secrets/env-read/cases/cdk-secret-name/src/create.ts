import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { Pool } from 'pg';

export const handler = async (_event: APIGatewayProxyEventV2) => {
  const pool = new Pool({ password: async () => String(await getSecret(process.env.DB_SECRET_ID ?? '')) });
  await pool.query('select 1');
};
