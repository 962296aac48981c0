export const handler = async (event) => {
  try {
    return await load(event.rawPath);
  } catch (error) {
    if (process.env.STAGE === 'production') {
      try {
        return await load('/404.html');
      } catch {}
    }
    return { statusCode: 500 };
  }
};

async function load(path) {
  const response = await fetch(`https://pages.example.com${path}`, { signal: AbortSignal.timeout(1000) });
  return { statusCode: response.status, body: await response.text() };
}
