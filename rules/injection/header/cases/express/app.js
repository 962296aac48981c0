const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.get('/export', (req, res) => {
  res.set('X-Report', req.query.report);
  //                  ^^^^^^^^^^^^^^^^ becomes part of a response header
  res.set({ 'X-Kind': req.query.kind, 'X-Page': Number(req.query.page) });
  //                  ^^^^^^^^^^^^^^ becomes part of a response header
  res.sendStatus(204);
});

module.exports.handler = serverless(app);
