const express = require('express');
const app = express();

app.get('/leave', (req, res) => {
  res.redirect(req.query.url);
  //           ^^^^^^^^^^^^^ chooses where the caller is sent
});

app.get('/search', (req, res) => {
  res.redirect('/search?q=' + encodeURIComponent(req.query.q));
});

module.exports = app;
