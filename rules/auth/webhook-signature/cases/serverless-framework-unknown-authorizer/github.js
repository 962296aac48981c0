exports.handler = async (event) => {
  if (event.headers['x-github-event'] === 'push') await fetch('https://deploy.shop.example/start', { method: 'POST' });
  return { statusCode: 202 };
};
