const { QueryTypes, Sequelize } = require('sequelize');

const database = new Sequelize(process.env.DATABASE_HOST);

exports.handler = async (event) => {
  const { name } = event.queryStringParameters;
  const rows = await database.query('select id from orders where name = \'' + name + '\'', { type: QueryTypes.SELECT });
  //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};
