const fs = require('fs');
const os = require('os');
const path = require('path');
const { load } = require('./objects');

exports.handler = async (event) => {
  const [record] = event.Records;
  const name = path.basename(record.s3.object.key);
  const local = path.join(os.tmpdir(), name);
  fs.writeFileSync(local, `${record.s3.object.key}\n`);
  //               ^^^^^ `record.s3.object.key` is left in this file
  await load(local);
};
