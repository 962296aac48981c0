// The answer's type is set where the callback begins, before anything is sent.
const express = require('express');
const serverless = require('serverless-http');
const read = require('pdf-parse');

const app = express();

app.post('/text', (req, res) => {
  read(req.body.file).then((result) => {
    res.setHeader('Content-Type', 'application/json');
    res.setHeader('Cache-Control', 'no-store');
    res.send(result.text);
  });
});

app.post('/page', (req, res) => {
  read(req.body.file).then((result) => {
    res.setHeader('Cache-Control', 'no-store');
    res.send(result.text);
    //       ^^^^^^^^^^^ becomes part of an HTML page
  });
});

exports.handler = serverless(app);
