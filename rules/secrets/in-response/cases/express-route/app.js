const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.get('/config', (req, res) => {
  res.json({ region: process.env.AWS_REGION, mapsKey: process.env.MAPS_API_KEY });
  //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.MAPS_API_KEY` becomes part of the answer
});

module.exports.handler = serverless(app);
