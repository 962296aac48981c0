interface Env {
  API_TOKEN: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    return fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
    //                                                                                  ^^^^^^^^^^^^^ `env.API_TOKEN` is a secret that wrangler.toml gives `orders` as plain text. Keep it as a secret of the Worker
  },
};
