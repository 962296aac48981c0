exports.timed = (req, res, next) => {
  res.set('Started', String(Date.now()));
  next();
};
