const { execFileSync } = require('child_process');

const textOf = (message) => Promise.resolve(message.body);
//                                          ^^^^^^^^^^^^ 1: comes from the message

exports.handler = (event) => Promise.all(event.Records.map((record) => textOf(record)
//                                                                     ^^^^^^^^^^^^^^ 2: returned by `textOf`
  .then((text) => text.trim())
  .then((name) => execFileSync('tar', ['-xf', name]))));
  //                       ^^^^^^^^^^^^^^^^^ `record.body` (the trigger is assumed: no template names this handler) becomes part of a shell command
