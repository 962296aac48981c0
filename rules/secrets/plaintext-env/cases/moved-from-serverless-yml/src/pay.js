const https = require('node:https');

exports.handler = async () => {
  const token = process.env['PAYMENT_TOKEN'];
  https.get('https://payments.example.com/v1/charges', { headers: { authorization: `Bearer ${token}` } });
};
