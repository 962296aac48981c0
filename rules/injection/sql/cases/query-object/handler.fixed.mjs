import pg from 'pg';

const client = new pg.Client();

export async function handler(event) {
  const { rows } = await client.query({ text: 'DELETE FROM carts WHERE owner = $1', values: [event.queryStringParameters.owner], name: 'drop-cart' });
  //                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.owner` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify({ dropped: rows.length }) };
}
