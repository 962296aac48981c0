export const handler = async () => {
  await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.PAYMENT_TOKEN}` }, signal: AbortSignal.timeout(3000) });
//                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.PAYMENT_TOKEN` is a secret that sst.config.ts gives `Orders` as plain text
};
