const { z } = require('zod');

exports.orderSchema = z.object({ sku: z.string(), amount: z.number() });
