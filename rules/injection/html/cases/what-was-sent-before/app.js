const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.get('/greeting', (request, response) => {
  response.set('Content-Type', 'text/html');
  if (request.query.short !== undefined) response.json({ name: request.query.name });
  else response.send(response.locals.greeting());
});

module.exports.handler = serverless(app);
