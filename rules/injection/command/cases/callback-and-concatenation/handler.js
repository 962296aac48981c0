const { exec } = require('child_process');

exports.handler = (event, context, callback) => {
  const file = event.pathParameters.file;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  exec('file --brief /tmp/' + file, (failure, stdout) => {
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.pathParameters.file` (the trigger is assumed: no template names this handler) becomes part of a shell command
    callback(null, { statusCode: failure ? 500 : 200, body: JSON.stringify({ kind: stdout }) });
  });
};
