import type { EventBridgeEvent } from 'aws-lambda';
import { Pool } from 'pg';

const pool = new Pool();

export const handler = async ({ detail }: EventBridgeEvent<'refunded', { product: string; amount: number }>) => {
  await pool.query(`UPDATE stock SET amount = amount - ${detail.amount}`);
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.detail.amount` (it is sent within the account
  await pool.query(`UPDATE stock SET amount = 0 WHERE product = '${detail.product}'`);
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.detail.product` (it is sent within the account
};
