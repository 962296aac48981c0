const libxmljs = require('libxmljs');
const xpath = require('xpath');
const catalogue = require('./catalogue');

exports.handler = async (event) => {
  const order = libxmljs.parseXml(event.body);
  const again = libxmljs.parseXml(event.body, { noent: false });
  const items = xpath.select('//item', catalogue);
  const page = xpath.select(`//item[${Number(event.queryStringParameters.page)}]`, catalogue);
  return { statusCode: 200, body: JSON.stringify([order.get('//id').text(), again.errors, items.length, page.length]) };
};
