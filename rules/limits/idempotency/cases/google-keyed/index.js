const { onMessagePublished } = require('firebase-functions/v2/pubsub');
const Stripe = require('stripe');

const stripe = new Stripe(process.env.STRIPE_KEY);

exports.charge = onMessagePublished('charges', async (event) => {
  await stripe.charges.create({ amount: event.data.message.json.amount, currency: 'eur' }, { idempotencyKey: event.data.message.messageId });
});
