import { app } from '@azure/functions';

app.timer('report', {
  schedule: '0 0 * * * *',
  handler: async () => {
    await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
  },
});
