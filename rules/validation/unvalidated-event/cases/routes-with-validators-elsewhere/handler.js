const serverless = require('serverless-http');
const express = require('express');
const orders = require('./orders.routes');

const app = express();
app.use(express.json());
app.use('/orders', orders);
exports.handler = serverless(app);
