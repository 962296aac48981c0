const mysql = require('serverless-mysql')();

async function query(text) {
  const rows = await mysql.query(text);
  //                             ^^^^ `event.queryStringParameters.state` (any signed-in caller can send it: GET /orders asks for an IAM signature) becomes part of a SQL statement
  await mysql.end();
  return rows;
}

module.exports = { query };
