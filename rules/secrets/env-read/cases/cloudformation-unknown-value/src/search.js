const { Client } = require('pg');

const { DB_PASSWORD } = process.env;

exports.handler = async (event) => {
  const client = new Client({ password: DB_PASSWORD });
  await client.connect();
  return client.query('select 1');
};
