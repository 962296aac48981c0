const { Client } = require('pg');

const { DB_PASSWORD } = process.env;
//      ^^^^^^^^^^^ `process.env.DB_PASSWORD` is a secret that template.yaml gives `Search` as plain text

exports.handler = async (event) => {
  const client = new Client({ password: DB_PASSWORD });
  await client.connect();
  return client.query('select 1');
};
