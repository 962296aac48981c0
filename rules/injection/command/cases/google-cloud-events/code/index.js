const { cloudEvent } = require('@google-cloud/functions-framework');
const { exec } = require('node:child_process');

cloudEvent('shrink', (event) => {
  exec(`gsutil cp gs://${event.data.bucket}/latest /tmp/latest`);
  exec(`convert /tmp/${event.data.name} -resize 100x100 /tmp/small.png`);
  //                   ^^^^^^^^^^^^^^^ 1: comes from the object's key
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.data.name` (it comes from outside: bucket uploads, whoever puts an object there chooses its name and content)
});

cloudEvent('print', (event) => {
  const label = Buffer.from(event.data.message.data, 'base64').toString();
  exec('lp -t ' + label);
  //   ^^^^^^^^^^^^^^^^ `message.data` (it comes from outside: topic
});
