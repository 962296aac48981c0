const { Router } = require('express');
const { keep } = require('./store');

const router = Router();
router.post('/', async (req, res) => {
  const { name } = req.body;
  //               ^^^^^^^^ `body.name` (any signed-in caller can send it: the code asks who has signed in)
  await keep('orders', name);
  res.status(204).end();
});
module.exports = router;
