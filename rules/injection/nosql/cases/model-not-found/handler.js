const Member = require('../generated/member');

module.exports.search = async (event) => {
  const body = JSON.parse(event.body);
  const signedIn = await Member.findOne({ name: String(body.name), secret: body.secret });
  //                                                                       ^^^^^^^^^^^ `body.secret` (anyone can send it: POST /members has no authorizer) becomes part of a database filter
  const rows = await Member.findOne({ where: { name: body.name } });
  const first = await Member.find((one) => one.name === body.name);
  return { statusCode: 200, body: JSON.stringify({ signedIn, rows, first }) };
};
