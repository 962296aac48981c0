import pgPromise from 'pg-promise';

const database = pgPromise()({ host: 'db.internal', database: 'shop' });

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { column, order, state } = event.queryStringParameters;
  await database.any('SELECT * FROM orders WHERE state = ${state} ORDER BY ${column:raw}', { state, column });
  //                                                                                                ^^^^^^ becomes part of a SQL statement
  await database.any('SELECT * FROM orders WHERE state = $1 ORDER BY id $2^', [state, order]);
  //                                                                                  ^^^^^ becomes part of a SQL statement
  await database.any('SELECT * FROM orders ORDER BY ${column:name}', { column });
  await database.one({ text: 'SELECT * FROM orders WHERE state = $1 ORDER BY $2:raw', values: [state, column] });
  //                                                                                                  ^^^^^^ becomes part of a SQL statement
  return database.any('SELECT * FROM orders WHERE state = $1 LIMIT $2:raw', [state, 10]);
};
