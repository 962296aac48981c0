const libxml = require('libxmljs');

const options = { noblanks: true, noent: true };
//                                       ^^^^ libxmljs replaces entities here

module.exports.orderOf = (text) => libxml.parseXml(text, options).get('//order');
module.exports.empty = () => libxml.parseXml('<!DOCTYPE o [<!ENTITY e "1">]><o>&e;</o>', { noent: true });
module.exports.plain = (text) => libxml.parseXml(text, { noent: false });
