const libxmljs = require('libxmljs');
const xpath = require('xpath');
const catalogue = require('./catalogue');

exports.handler = async (event) => {
  const order = libxmljs.parseXml(event.body, { noent: false });
  //                              ^^^^^^^^^^ is read as XML with entities
  const found = xpath.select(`//item[@sku='${event.queryStringParameters.sku}']`, catalogue);
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an XPath expression
  return { statusCode: 200, body: JSON.stringify([order.get('//id').text(), found.length]) };
};
