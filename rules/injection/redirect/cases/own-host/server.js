// The host is the one that the caller's browser asks for; nobody else chooses it.
const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.get('/plain', (req, res) => {
  res.redirect(301, `https://${req.headers.host}/start`);
});

app.get('/back', (req, res) => {
  res.redirect(302, `https://${req.headers.referer}/start`);
  //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
});

exports.handler = serverless(app);
