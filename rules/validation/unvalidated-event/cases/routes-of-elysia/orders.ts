import { Elysia, t } from 'elysia';
import { Pool } from 'pg';

const pool = new Pool();

export const createHandler = new Elysia().post(
  '/orders',
  async (ctx) => {
    const body = ctx.body;
    await pool.query('INSERT INTO orders VALUES ($1)', [body.sku]);
    return { sku: body.sku };
  },
  { body: t.Object({ sku: t.String() }) },
);

export const removeHandler = new Elysia().delete('/orders', async (ctx) => {
  const body = ctx.body;
  //           ^^^^^^^^ `body.sku`
  await pool.query('DELETE FROM orders WHERE sku = $1', [body.sku]);
});
