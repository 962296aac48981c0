exports.notify = async (req, res) => {
  await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
  res.end();
};
