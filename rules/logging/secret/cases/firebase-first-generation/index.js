const functions = require('firebase-functions/v1');
const { getAuth } = require('firebase-admin/auth');

exports.enter = functions.https.onRequest(async (req, res) => {
  functions.logger.log('asked by', req.headers.authorization);
  //                               ^^^^^^^^^^^^^^^^^^^^^^^^^ is written to the log
  functions.logger.info('asked with', req.method);
  // Claims are no token, and the signature of a body opens no door.
  const claims = await getAuth().verifyIdToken(req.cookies.__session);
  functions.logger.log('decoded', claims.uid);
  functions.logger.warn('signed with', req.headers['x-hub-signature']);
  res.sendStatus(204);
});
