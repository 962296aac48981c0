import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.use('/api/*', cors({ origin: ['https://shop.example.com'], credentials: true }));
app.use('/open/*', cors({ origin: (origin) => (origin.endsWith('.example.com') ? origin : null) }));
app.get('/api/orders', (context) => context.json([]));
export const handler = handle(app);
