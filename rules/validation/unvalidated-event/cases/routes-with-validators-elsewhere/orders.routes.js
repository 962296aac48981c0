const { Router } = require('express');
const { body } = require('express-validator');
const { validate } = require('./validate');
const { orderSchema } = require('./order.schema');
const orders = require('./orders.controller');

const router = Router();
router.post('/', validate(orderSchema), orders.create);
router.put('/:id', [body('sku').isString(), body('amount').isInt()], orders.update);
router.post('/:id/lines', validate(orderSchema), orders.addLine);
module.exports = router;
