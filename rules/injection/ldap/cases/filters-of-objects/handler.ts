import ldap, { EqualityFilter } from 'ldapjs';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const client = ldap.createClient({ url: 'ldaps://directory.example.com' });

export const handler = async (event: APIGatewayProxyEvent) => {
  const { user, name } = JSON.parse(event.body ?? '{}');
  if (!/^[a-z\d]+$/.test(name)) return { statusCode: 400 };
  client.search('dc=example,dc=com', { filter: new EqualityFilter({ attribute: 'uid', value: user }) }, () => undefined);
  client.search('dc=example,dc=com', { filter: `(uid=${name})` }, () => undefined);
  return { statusCode: 204 };
};
