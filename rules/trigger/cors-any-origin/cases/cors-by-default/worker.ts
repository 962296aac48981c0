import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.use('/api/*', cors({ origin: '*', credentials: true }));
//                               ^^^ but none with credentials
app.get('/api/orders', (context) => context.json([]));
export const handler = handle(app);
