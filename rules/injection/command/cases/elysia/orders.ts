import { Elysia, t } from 'elysia';
import { execSync } from 'node:child_process';

export const ordersHandler = new Elysia()
  .post(
    '/orders',
    async (ctx) => {
      const { sku, size } = ctx.body;
      execSync(`print ${size}`);
      execSync(`print ${sku}`);
      //       ^^^^^^^^^^^^^^ `body.sku`
      return { sku };
    },
    { body: t.Object({ sku: t.String(), size: t.Union([t.Literal('small'), t.Literal('large')]) }) },
  )
  .get('/orders/:id', ({ params }) => execSync(`find ${params.id}`).toString());
  //                                           ^^^^^^^^^^^^^^^^^^^ `ctx.params.id`
