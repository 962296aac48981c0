module.exports = async function (context, req) {
  context.log('asked');
  context.log.info('asked', req.body.length, context.invocationId);
  context.log.metric('size', 3);
  context.res = { status: 200 };
};
