// A header is always text: nobody sends an operator in it.
const express = require('express');
const serverless = require('serverless-http');
const { User } = require('./user');

const app = express();
app.use(express.json());

app.get('/me', async (req, res) => {
  res.json(await User.findOne({ 'tokens.token': req.header('Authorization'), device: req.get('X-Device') }));
});

app.post('/me', async (req, res) => {
  res.json(await User.findOne({ 'tokens.token': req.body.token }));
  //                                            ^^^^^^^^^^^^^^ becomes part of a database filter
});

exports.handler = serverless(app);
