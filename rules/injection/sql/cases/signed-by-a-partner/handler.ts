import { Webhook } from 'svix';
import { Pool } from 'pg';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const pool = new Pool();

/** A signature tells who has sent it, not that a statement bears it. */
export const handler = async (event: APIGatewayProxyEventV2) => {
  const text = event.body ?? '';
  const webhook = new Webhook(String(process.env.WEBHOOK_KEY));
  webhook.verify(text, event.headers);
  const { email } = JSON.parse(text);
  await pool.query(`DELETE FROM addresses WHERE email = '${email}'`);
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whoever holds the key of its signature sends it
  return { statusCode: 204 };
};
