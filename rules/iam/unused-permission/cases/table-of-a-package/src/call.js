const Breaker = require('breaker-of-a-stranger');

exports.handler = async () => {
  await new Breaker(() => fetch('https://shop.example.com/stock', { signal: AbortSignal.timeout(2000) })).fire();
};
