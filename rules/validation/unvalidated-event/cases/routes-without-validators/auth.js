const jwt = require('jsonwebtoken');

exports.isAuthenticated = (req, res, next) => {
  const user = jwt.verify(req.get('authorization'), process.env.PUBLIC_KEY, { algorithms: ['RS256'] });
  if (user === undefined) return res.status(401).end();
  return next();
};
