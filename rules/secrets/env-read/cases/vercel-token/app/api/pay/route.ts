export async function POST(): Promise<Response> {
  return fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
  //                                                                                  ^^^^^^^^^^^^^^^^^^^^^ `process.env.API_TOKEN` is a secret that vercel.json gives `the project` as plain text
}
