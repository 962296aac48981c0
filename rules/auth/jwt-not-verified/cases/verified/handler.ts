import jwt from 'jsonwebtoken';
import jwksClient from 'jwks-rsa';
import { CognitoJwtVerifier } from 'aws-jwt-verify';

const keys = jwksClient({ jwksUri: 'https://login.orders.example/.well-known/jwks.json' });
const verifier = CognitoJwtVerifier.create({ userPoolId: 'eu-west-1_x', clientId: 'orders', tokenUse: 'access' });

export async function caller(token: string) {
  const decoded = jwt.decode(token, { complete: true });
  const key = await keys.getSigningKey(decoded?.header.kid);
  return jwt.verify(token, key.getPublicKey(), { algorithms: ['RS256'], audience: 'orders' });
}

export async function byCognito(token: string) {
  await verifier.verify(token);
  return jwt.decode(token);
}

export const expiry = (token: string) => {
  const decoded = jwt.decode(token) as { exp: number };
  return decoded.exp;
};

export const version = (file: string) => Buffer.from(file.split('.')[1] ?? '');
