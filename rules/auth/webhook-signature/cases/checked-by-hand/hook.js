const { createHmac, timingSafeEqual } = require('crypto');

exports.handler = async (event) => {
  const expected = createHmac('sha256', process.env.GITHUB_SECRET).update(event.body).digest('hex');
  if (!timingSafeEqual(Buffer.from(`sha256=${expected}`), Buffer.from(event.headers['x-hub-signature-256']))) return { statusCode: 401 };
  return { statusCode: 202 };
};
