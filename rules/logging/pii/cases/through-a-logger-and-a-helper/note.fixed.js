exports.note = (what) => {
  console.info('order', '[redacted]');
  //                    ^^^^ `record.body.customerEmail` is personal data
};
