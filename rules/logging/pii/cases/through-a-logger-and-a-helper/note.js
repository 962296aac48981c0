exports.note = (what) => {
  console.info('order', what);
  //                    ^^^^ `record.body.customerEmail` is personal data
};
