// A page is what says that it is one, or what says nothing.
import express from 'express';
import serverless from 'serverless-http';

const app = express();

interface Answer {
  readonly body: string;
  readonly type?: string;
}

const common = () => ({ 'Cache-Control': 'no-store' });

function answer(res: express.Response, { body, type }: Answer): void {
  res.status(200).set({ ...common() }).set('Content-Type', type ?? 'application/json').send(body);
}

app.post('/orders', (req, res) => answer(res, { body: req.body.name, type: process.env.TYPE }));

app.post('/pages', (req, res) => {
  res.status(200).send(`<p>${req.body.name}</p>`);
  //                   ^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
});

export const handler = serverless(app);
