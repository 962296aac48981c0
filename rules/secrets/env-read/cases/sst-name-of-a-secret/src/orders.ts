export const handler = async () => {
  await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.PAYMENT_TOKEN}` }, signal: AbortSignal.timeout(3000) });
};
