const { parameterText } = require('./parameter-text');

exports.handler = async () => {
  const token = await parameterText(process.env.BANK_TOKEN_PARAMETER);
  const answer = await fetch('https://bank.example/pay', { headers: { authorization: token }, signal: AbortSignal.timeout(5000) });
  return answer.status;
};
