import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();

app.get('/hello', (c) => c.html(`<h1>Hello ${c.req.query('name')}</h1>`));
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
app.get('/text', (c) => c.text(`Hello ${c.req.query('name')}`));

export const handler = handle(app);
