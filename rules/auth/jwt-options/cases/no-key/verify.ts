import jwt from 'jsonwebtoken';

export const unsigned = (token: string) => jwt.verify(token, null, { algorithms: ['HS256'] });
//                                                           ^^^^ is given no key
export const checked = (token: string) => jwt.verify(token, process.env.KEY ?? '', { algorithms: ['HS256'] });
