module.exports = async function (context, req) {
  context.log(req.body);
  //          ^^^^^^^^ goes into the log as a whole
  context.log.verbose('asked with', req.headers);
  //                                ^^^^^^^^^^^ goes into the log as a whole
  context.res = { status: 202 };
};
