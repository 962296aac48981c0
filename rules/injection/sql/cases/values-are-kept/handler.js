const { Pool } = require('pg');

const pool = new Pool();

exports.handler = async (event) => {
  const { city, status } = event.queryStringParameters;
  //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const result = await pool.query('SELECT * FROM orders WHERE city = \'' + city + '\' AND status LIKE \'%' + status + '%\' AND year = $1', [2024]);
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.city` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(result.rows) };
};
