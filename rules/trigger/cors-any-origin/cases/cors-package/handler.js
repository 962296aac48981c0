const serverless = require('serverless-http');
const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: true, credentials: true }));
//                     ^^^^ with the cookies of whoever visits them
app.get('/orders', (req, res) => res.json([]));
exports.handler = serverless(app);
