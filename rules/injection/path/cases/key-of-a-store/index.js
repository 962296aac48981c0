const { onObjectFinalized } = require('firebase-functions/v2/storage');
const { getStorage } = require('firebase-admin/storage');
const path = require('path');
const os = require('os');

exports.convert = onObjectFinalized(async (event) => {
  const name = path.basename(event.data.name);
  const local = path.join(os.tmpdir(), name);
  const bucket = getStorage().bucket(event.data.bucket);
  await bucket.file(event.data.name).download({ destination: local });
  // The key of another object beside it: no file of this machine.
  const target = path.join(path.dirname(event.data.name), 'converted');
  await bucket.upload(local, { destination: target });
});
