const express = require('express');
const serverless = require('serverless-http');
const open = require('./open');
const { requireAuth } = require('./people');
const orders = require('./orders');
const admin = require('./admin');

const app = express();
app.use(express.json());
app.use('/open', open);
app.use('/orders', requireAuth, orders);
app.use('/admin', requireAuth);
app.use('/admin', admin);
exports.handler = serverless(app);
