import { secretText } from './secret-text';

export const handler = async () => {
  await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${await secretText(process.env.PAYMENT_TOKEN_SECRET_ID)}` }, signal: AbortSignal.timeout(3000) });
//                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.PAYMENT_TOKEN` is a secret that sst.config.ts gives `Orders` as plain text
};
