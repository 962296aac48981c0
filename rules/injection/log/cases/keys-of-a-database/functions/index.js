// Keys of a Realtime Database have no line breaks; documents of Firestore may.
const functions = require('firebase-functions/v1');

exports.moved = functions.database.ref('/moves/{by}').onCreate((snapshot, context) => {
  console.log(`moved by ${context.params.by}`);
});

exports.written = functions.https.onRequest((request, response) => {
  console.log(`written by ${request.query.by}`);
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is written into a line of the log
  response.end();
});
