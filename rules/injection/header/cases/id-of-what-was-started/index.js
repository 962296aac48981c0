const df = require('durable-functions');

module.exports = async function (context, req) {
  const id = await df.getClient(context).startNew('upload', undefined, { env: req.query.env });
  context.res = { status: 202, headers: { Location: `/status/${id}` } };
};
