const mysql = require('mysql2');

const connection = mysql.createConnection(process.env.DATABASE);

module.exports.find = (event, context, callback) => {
  const sql = 'SELECT * FROM orders WHERE id = ?';
  //                                             ^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: joined into text
  connection.query(sql, [event.pathParameters.id], (failure, rows) => {
  //               ^^^ `event.pathParameters.id` (anyone can send it: GET /orders/{id} has no authorizer) becomes part of a SQL statement
    callback(failure ? new Error('The orders cannot be read') : null, { statusCode: 200, body: JSON.stringify(rows) });
  });
};
