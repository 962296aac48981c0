exports.note = (what, data) => {
  console.info(what, data);
  //                 ^^^^ `body` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
};
