const { Router } = require('express');
const { isAuthenticated } = require('./auth');
const { timed } = require('./timed');
const orders = require('./orders.controller');

const router = Router();
router.post('/', timed, orders.create);
router.put('/:id', isAuthenticated, orders.update);
module.exports = router;
