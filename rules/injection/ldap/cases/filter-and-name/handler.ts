import ldap from 'ldapjs';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = ldap.createClient({ url: 'ldaps://directory.example.com' });

export const handler = async (event: APIGatewayProxyEvent) => {
  const { user, base } = JSON.parse(event.body ?? '{}');
  client.search(`ou=${base},dc=example,dc=com`, { scope: 'sub', filter: `(&(uid=${user})(active=TRUE))` }, () => undefined);
  //                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `body.user` (the trigger is assumed: no template names this handler) becomes part of an LDAP filter
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `body.base` (the trigger is assumed: no template names this handler) becomes part of an LDAP filter
  return { statusCode: 204 };
};
