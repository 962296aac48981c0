const jwt = require('jsonwebtoken');

exports.requireAuth = (req, res, next) => {
  try {
    jwt.verify(req.get('authorization'), process.env.PUBLIC_KEY, { algorithms: ['RS256'] });
    next();
  } catch {
    res.status(401).end();
  }
};
