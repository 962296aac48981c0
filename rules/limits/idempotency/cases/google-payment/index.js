const { onMessagePublished } = require('firebase-functions/v2/pubsub');
const Stripe = require('stripe');

const stripe = new Stripe(process.env.STRIPE_KEY);

exports.charge = onMessagePublished('charges', async (event) => {
  await stripe.charges.create({ amount: event.data.message.json.amount, currency: 'eur' });
//      ^^^^^^^^^^^^^^^^^^^^^ `stripe.charges.create` charges another time when the same event comes again, and its trigger may deliver it more than once
});
