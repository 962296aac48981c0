const https = require('node:https');
const { secretText } = require('./secret-text');

exports.handler = async () => {
  const token = await secretText(process.env.PAYMENT_TOKEN_SECRET_ID);
  https.get('https://payments.example.com/v1/charges', { headers: { authorization: `Bearer ${token}` } });
};
