exports.handler = async () => {
  const token = process.env.BANK_TOKEN;
  const answer = await fetch('https://bank.example/pay', { headers: { authorization: token }, signal: AbortSignal.timeout(5000) });
  return answer.status;
};
