const serverless = require('serverless-http');
const express = require('express');
const cors = require('cors');
const axios = require('axios');

const app = express();
app.use(cors());
// Nothing before has added anything to the request, so whatever it holds came with it.
app.get('/stock', async (req, res) => {
  const { data } = await axios.get(req.supplier, { timeout: 1000 });
  //                               ^^^^^^^^^^^^ chooses where a request goes
  res.json(data);
});

const routes = express.Router();
routes.get('/prices', async (req, res) => {
  const { data } = await axios.get(req.supplier, { timeout: 1000 });
  res.json(data);
});
app.use('/shop', routes);

app.use((req, res, next) => {
  req.supplier = process.env.SUPPLIER;
  next();
});
app.get('/offers', async (req, res) => {
  const { data } = await axios.get(req.supplier, { timeout: 1000 });
  res.json(data);
});
exports.handler = serverless(app);
