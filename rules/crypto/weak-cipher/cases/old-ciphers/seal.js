const crypto = require('crypto');
const CryptoJS = require('crypto-js');

exports.old = (key) => crypto.createCipher('aes192', key);
//                     ^^^^^^^^^^^^^^^^^^^ makes its key with MD5 and no salt
exports.blocks = (key) => crypto.createCipheriv('aes-256-ecb', key, null);
//                                              ^^^^^^^^^^^^^ encrypts equal blocks to equal blocks (ECB)
const settings = { cipher: 'des-ede3-cbc' };
exports.triple = (key, iv) => crypto.createDecipheriv(settings.cipher, key, iv);
//                                                    ^^^^^^^^^^^^^^^ uses a cipher that can be broken
exports.des = (text, key) => CryptoJS.DES.encrypt(text, key);
//                           ^^^^^^^^^^^^^^^^^^^^ uses a cipher that can be broken
exports.showing = (text, key) => CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.ECB });
//                                                                       ^^^^^^^^^^^^^^^^^ ECB
exports.pair = () => crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
//                                              ^^^^^ short enough to be factored
