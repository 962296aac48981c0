import { app } from '@azure/functions';

app.timer('report', {
  schedule: '0 0 * * * *',
  handler: async () => {
    await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
    //                                                                                 ^^^^^^^^^^^^^^^^^^^^^ `process.env.API_TOKEN` is a secret that main.bicep gives `app` as plain text. Let the setting refer to a secret of Key Vault
  },
});
