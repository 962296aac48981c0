const { CryptoJS } = require('crypto-js');
const md5 = require('md5');

module.exports.mayReset = (query) => query.token === md5(query.member);
//                                                   ^^^ `md5` uses MD5
module.exports.hashedPw = (member) => ({ hashedPw: CryptoJS.SHA1(member.phrase).toString() });
//                                                 ^^^^^^^^^^^^^ `CryptoJS.SHA1` uses SHA-1
module.exports.isNew = (page) => page.etag !== md5(page.body);
