/** What counts as a secret: by shape, by name, and what people write in a secret's place. */
import { describe, expect, test } from 'vitest';
import { compileSecrets, isSecretName, isSecretValue, masked, secretsIn } from '../server/engine/checks/secret-text';
import { ruleBook } from './support/analyse';
import { expandPlaceholders } from './support/placeholders';

const model = ruleBook().models['secrets'];
const knowledge = compileSecrets(typeof model === 'object' && model !== null ? model : {});

describe('shapes', () => {
  test.each([
    ['{{aws-key-id......}}', 'AWS access key'],
    ['{{github-token........................}}', 'GitHub token'],
    ['{{stripe-key....................}}', 'Stripe key'],
    ['{{npm-token...........................}}', 'npm token'],
  ])('%s', (standIn, what) => {
    const secret = expandPlaceholders(standIn);
    expect(secretsIn(`const key = '${secret}';`, knowledge)).toEqual([{ what, span: { start: 13, end: 13 + secret.length } }]);
  });

  test('a password in an address, and only the password', () => {
    const text = 'postgres://shop:kettle-Ravine7@db.internal/shop';
    expect(secretsIn(text, knowledge)).toEqual([{ what: 'password in an address', span: { start: 16, end: 30 } }]);
  });

  test.each(['postgres://user:password@localhost/db', 'https://shop.example.com:8443/a@b', 'redis://:${PASSWORD}@cache', 'https://example.com', 'AKIAIOSFODNN7EXAMPLE'])('%s holds none', (text) => {
    expect(secretsIn(text, knowledge)).toEqual([]);
  });
});

describe('names', () => {
  test.each(['DB_PASSWORD', 'dbPassword', 'stripeApiKey', 'API_KEY', 'JWT_SECRET', 'clientSecret', 'AUTH_TOKEN', 'PRIVATE_KEY', 'SIGNING_KEY', 'AWS_SECRET_ACCESS_KEY', 'DB_PASSWORD_PROD', 'apikey'])('%s is a secret', (name) => {
    expect(isSecretName(name, knowledge)).toBe(true);
  });

  test.each(['PASSWORD_MIN_LENGTH', 'TOKEN_URL', 'SECRET_ARN', 'SECRET_NAME', 'TOKEN_EXPIRY', 'nextToken', 'continuationToken', 'publicKey', 'partitionKey', 'AWS_ACCESS_KEY_ID', 'secretsmanager', 'passwordless', 'key', 'KEY', 'tokenizer', 'forgotPasswordUrl'])('%s is none', (name) => {
    expect(isSecretName(name, knowledge)).toBe(false);
  });
});

describe('values of secret names', () => {
  test.each([['DB_PASSWORD', 'kettle-Ravine7-meadow'], ['JWT_SECRET', 'tundra'], ['API_KEY', '8d7f-a1c9-e0b2'], ['DATABASE_URL', 'mysql://app:kettle-Ravine7@db/app']])('%s = %s', (name, value) => {
    expect(isSecretValue(name, value, knowledge)).toBe(true);
  });

  test.each([
    ['DB_PASSWORD', 'changeme'], ['DB_PASSWORD', 'password'], ['DB_PASSWORD', ''], ['DB_PASSWORD', '${DB_PASSWORD}'], ['DB_PASSWORD', '{{resolve:ssm-secure:/db:1}}'], ['DB_PASSWORD', '<your password>'],
    ['DB_PASSWORD', '/orders/db/password'], ['DB_PASSWORD', 'orders/db-password'], ['DB_PASSWORD', 'db_password'], ['SECRET', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a'],
    ['API_TOKEN', 'https://login.example.com/token'], ['API_TOKEN', '12345678'], ['API_TOKEN', 'abcdefgh'], ['API_TOKEN', 'xxxxxxxxxxxx'], ['API_TOKEN', 'the token of the api'], ['DATABASE_URL', 'mysql://db.internal/app'],
  ])('%s = %s is none', (name, value) => {
    expect(isSecretValue(name, value, knowledge)).toBe(false);
  });
});

test('a message never shows a whole secret', () => {
  expect(masked('short')).toBe('…');
  expect(masked('kettle-Ravine7-meadow')).toBe('kett…');
});
