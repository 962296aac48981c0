const serverless = require('serverless-http');
const express = require('express');

const app = express();
const origins = ['https://shop.example.com'];

const open = (req, res, next) => {
  if (req.get('origin')) res.header('Access-Control-Allow-Origin', req.get('origin'));
  //                                                               ^^^^^^^^^^^^^^^^^ with the cookies of whoever visits them
  res.header('Access-Control-Allow-Credentials', 'true');
  next();
};

const named = (req, res, next) => {
  if (origins.includes(req.get('origin'))) res.header('Access-Control-Allow-Origin', req.get('origin'));
  res.header('Access-Control-Allow-Credentials', 'true');
  next();
};

app.get('/orders', open, (req, res) => res.json([]));
app.get('/customers', named, (req, res) => res.json([]));
exports.handler = serverless(app);
