const Stripe = require('stripe');
const stripe = new Stripe(process.env.STRIPE_SECRET);

exports.handler = async (event) => {
  await Promise.all(event.Records.map(async (record) => {
    const { amount, customer } = JSON.parse(record.body);
    await stripe.charges.create({ amount: Number(amount), currency: 'eur', customer: String(customer) });
  }));
};
