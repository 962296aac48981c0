import { createDecipheriv } from 'node:crypto';

export function unchecked(key: Buffer, message: { iv: Buffer; data: Buffer; tag: Buffer }): string {
  const decipher = createDecipheriv('aes-256-gcm', key, message.iv, { authTagLength: 16 });
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `decipher` is never asked for `final()`
  decipher.setAuthTag(message.tag);
  return decipher.update(message.data).toString('utf8');
}

export function anyTag(key: Buffer, message: { iv: Buffer; data: Buffer; tag: Buffer }): string {
  const decipher = createDecipheriv('aes-256-gcm', key, message.iv);
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ takes a tag of any length
  decipher.setAuthTag(message.tag);
  return decipher.update(message.data, undefined, 'utf8') + decipher.final('utf8');
}
