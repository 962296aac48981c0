// One function of the file takes what was sent, the other does the same whoever starts it.
export const pushed = async (event) => {
  //         ^^^^^^ takes what GitHub sends
  if (event.headers['x-github-event'] === 'push') await fetch('https://deploy.shop.example/start', { method: 'POST', signal: AbortSignal.timeout(5000) });
  return { statusCode: 202 };
};

export const remind = async (event) => {
  await fetch('https://deploy.shop.example/remind', { method: 'POST', signal: AbortSignal.timeout(5000) });
  return { statusCode: 202 };
};
