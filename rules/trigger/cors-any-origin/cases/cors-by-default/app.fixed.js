const serverless = require('serverless-http');
const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: 'https://www.example.com' }));
//      ^^^^^^ Pages of every origin may read what is answered here
app.get('/orders', (req, res) => res.json([]));
exports.handler = serverless(app);
