const express = require('express');

/** Pages that callers may be sent to. */
const allowedTargets = new Set(['/']);
const app = express();

app.get('/leave', (req, res) => {
  res.redirect(allowedTarget(req.query.url));
  //           ^^^^^^^^^^^^^ chooses where the caller is sent
});

app.get('/search', (req, res) => {
  res.redirect('/search?q=' + encodeURIComponent(req.query.q));
});

module.exports = app;

/** The target; the start page where it is not in the list. */
function allowedTarget(target) {
  if (!allowedTargets.has(target)) return '/';
  return target;
}
