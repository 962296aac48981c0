const { connected } = require('../generated/platform');
const { Members } = require('./members');

module.exports.search = async (event) => {
  const members = new Members(await connected());
  const body = JSON.parse(event.body);
  const found = [await members.named(body.name), await members.older(body.years), await members.numbered(body.id)];
  return { statusCode: 200, body: JSON.stringify(found) };
};
