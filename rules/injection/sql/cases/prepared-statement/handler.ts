import Database from 'better-sqlite3';

const db = new Database('/opt/catalogue.db', { readonly: true });

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const found = db.prepare(`SELECT * FROM products WHERE sku = '${event.queryStringParameters.sku}'`).all();
  //                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.sku` (the trigger is assumed: no template names this handler) becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(found) };
};
