const functions = require('firebase-functions/v1');

exports.enter = functions.https.onRequest(async (req, res) => {
  const { name } = req.body;
  functions.logger.log({ User: name }, { Status: 204 });
  res.sendStatus(204);
});
