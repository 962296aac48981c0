import jwt from 'jsonwebtoken';

export const read = (token: string) => jwt.verify(token, '', { algorithms: ['HS256'] });
//                                                       ^^ is given no key
export const readWithKey = (token: string) => jwt.verify(token, process.env.TOKEN_KEY ?? '', { algorithms: ['HS256'] });
