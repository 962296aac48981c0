const express = require('express');
const serverless = require('serverless-http');

const app = express();
app.use(express.text());

app.post('/orders', (req, res) => {
  const order = JSON.parse(req.body);
  //                       ^^^^^^^^ `body` (the sender is assumed: no template names the function that serves it) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  res.json({ quantity: Number(order.quantity) });
});

module.exports.handler = serverless(app);
