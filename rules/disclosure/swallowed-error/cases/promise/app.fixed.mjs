import express from 'express';
import serverless from 'serverless-http';
import { saveOrder } from './orders.mjs';

const app = express();

app.post('/orders', async (req, res) => {
  saveOrder(req.body.id).catch((error) => {
    console.error(error);
  });
  //                           ^^^^^^^^ An error of `saveOrder` is neither logged nor answered nor thrown on here
  res.status(202).end();
});

export const handler = serverless(app);
