const { query } = require('./db');

module.exports.list = async (event) => {
  const statement = "SELECT * FROM orders WHERE owner = '" + event.requestContext.authorizer.claims.sub + "' AND state = '" + event.queryStringParameters.state + "'";
  //                                                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: joined into text
  const rows = await query(statement);
  //                       ^^^^^^^^^ 3: passed to `query`
  return { statusCode: 200, body: JSON.stringify(rows) };
};
