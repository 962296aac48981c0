const express = require('express');
const serverless = require('serverless-http');
const { Pool } = require('pg');

const pool = new Pool();
const app = express();

app.post('/orders', async (req, res) => {
  await pool.query('INSERT INTO orders VALUES ($1)', [req.body.sku]);
  res.sendStatus(201);
});

app.post('/returns', async (req, res) => {
  await pool.query('INSERT INTO returns VALUES ($1)', [req.body.sku]);
  //                                                   ^^^^^^^^^^^^ `body.sku` (anyone can send it: POST /returns has no authorizer) is used before anything checks what was sent
  res.sendStatus(201);
});

module.exports.handler = serverless(app);
