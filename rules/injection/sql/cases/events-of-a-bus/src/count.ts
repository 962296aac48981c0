import type { EventBridgeEvent } from 'aws-lambda';
import { Pool } from 'pg';

const pool = new Pool();

export const handler = async ({ detail }: EventBridgeEvent<'ordered', { product: string; amount: number }>) => {
//                              ^^^^^^ 5: comes from the event's detail
  await pool.query(`UPDATE stock SET amount = amount - ${detail.amount}`);
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.detail.amount` (it is sent within the account
  await pool.query(`UPDATE stock SET amount = 0 WHERE product = '${detail.product}'`);
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 6: becomes part of a SQL statement
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.detail.product` (anyone can send it: the URL of Order, its AuthType is NONE, and `Order` puts `body.product` on event bus `Shop`)
};
