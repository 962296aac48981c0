import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();

app.get('/login', (c) => c.redirect(c.req.query('next') ?? '/'));
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
app.get('/home', (c) => c.redirect('/orders'));

export const handler = handle(app);
