const { secretText } = require('./secret-text');

exports.handler = async (event) => {
  const headers = { authorization: `Bearer ${await secretText(process.env.PAYMENT_TOKEN_SECRET_ID)}` };
  //                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ gives `pay` as plain text
  await fetch('https://payments.example.com/', { headers, signal: AbortSignal.timeout(3000) });
};
