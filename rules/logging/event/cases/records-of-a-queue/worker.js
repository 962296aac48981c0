exports.handler = async (event) => {
//                       ^^^^^ 1: is the whole event
  console.log(event);
  //          ^^^^^ `event` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
  for (const record of event.Records) console.log(`message ${record.body}`);
  //                                                         ^^^^^^^^^^^ 1: comes from the message
  //                                              ^^^^^^^^^^^^^^^^^^^^^^^^ `record.body` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
};
