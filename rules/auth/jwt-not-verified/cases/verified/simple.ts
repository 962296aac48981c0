import jwt from 'jwt-simple';

export const checked = (token: string, key: string) => jwt.decode(token, key) as { sub: string };
export const saidSo = (token: string, key: string) => jwt.decode(token, key, false, 'HS256') as { sub: string };
