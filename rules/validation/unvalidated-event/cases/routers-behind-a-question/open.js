const { Router } = require('express');
const { keep } = require('./store');

const router = Router();
router.post('/', async (req, res) => {
  const { name } = req.body;
  //               ^^^^^^^^ `body.name` (anyone can send it: ANY * has no authorizer)
  await keep('open', name);
  res.status(204).end();
});
module.exports = router;
