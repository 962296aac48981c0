exports.notify = async (req, res) => {
  await fetch('https://payments.example.com/', { headers: { authorization: `Bearer ${process.env.API_TOKEN}` }, signal: AbortSignal.timeout(3000) });
  //                                                                                 ^^^^^^^^^^^^^^^^^^^^^ `process.env.API_TOKEN` is a secret that cloudbuild.yaml gives `notify` as plain text. Bind it to a secret of Secret Manager
  res.end();
};
