import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

/** Pages that callers may be sent to. */
const allowedTargets = new Set(['/']);

const app = new Hono();

app.get('/login', (c) => c.redirect(allowedTarget(c.req.query('next') ?? '/')));
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
app.get('/home', (c) => c.redirect('/orders'));

export const handler = handle(app);

/** The target; the start page where it is not in the list. */
function allowedTarget(target: string | null | undefined): string {
  if (typeof target !== 'string' || !allowedTargets.has(target)) return '/';
  return target;
}
