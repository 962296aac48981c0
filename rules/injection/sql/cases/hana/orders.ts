import hana from '@sap/hana-client';
import hdbext from '@sap/hdbext';

const client = hana.createConnection();

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { order, schema } = event.queryStringParameters;
  hdbext.loadProcedure(client, schema, 'ORDERS', () => undefined);
  //                           ^^^^^^ becomes part of a SQL statement
  hdbext.createPreparedStatement(client, `SELECT * FROM ORDERS WHERE ID = '${order}'`, () => undefined);
  //                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
  hdbext.loadProcedure(client, 'SHOP', 'ORDERS', () => undefined);
  client.exec('SELECT * FROM ORDERS WHERE ID = ?', [order]);
  client.exec("SELECT * FROM ORDERS WHERE ID = '" + order + "'");
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a SQL statement
};
