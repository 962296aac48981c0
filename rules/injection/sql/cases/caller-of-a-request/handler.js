const serverless = require('serverless-http');
const express = require('express');
const { Pool } = require('pg');
const jwt = require('jsonwebtoken');

const pool = new Pool();
const app = express();
app.use((req, res, next) => {
  req.me = jwt.verify(req.get('authorization'), process.env.PUBLIC_KEY, { algorithms: ['RS256'] });
  next();
});
// What a middleware adds to a request is not the sender's.
app.get('/orders', async (req, res) => {
  const { rows } = await pool.query(`SELECT * FROM orders WHERE org = ${req.me.orgId}`);
  res.json(rows);
});
exports.handler = serverless(app);
