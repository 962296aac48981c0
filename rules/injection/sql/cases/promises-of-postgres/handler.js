const pgp = require('pg-promise')();

const db = pgp(process.env.DATABASE_URL);

module.exports.find = async (event) => {
  const { name, city } = event.queryStringParameters;
  const own = await db.oneOrNone(`select * from shops where name = '${name}'`);
  //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.name` (anyone can send it: GET /orders has no authorizer) becomes part of a SQL statement
  const near = await db.any(`select * from shops where ${pgp.as.format('city = $1', [city])}`);
  return { statusCode: 200, body: JSON.stringify({ own, near }) };
};
