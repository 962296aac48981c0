const { createDecipheriv } = require('crypto');

exports.open = (key, message) => {
  const decipher = createDecipheriv('aes-256-gcm', key, message.iv, { authTagLength: 16 });
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ takes a tag of any length
  decipher.setAuthTag(message.tag);
  return Buffer.concat([decipher.update(message.data), decipher.final()]);
};
