import jwt from 'jwt-simple';

export const unchecked = (token: string, key: string) => jwt.decode(token, key, true) as { sub: string };
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `jwt.decode` reads the token without checking
export const byText = (token: string, key: string) => jwt.decode(token, key, 'false' as never) as { sub: string };
//                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reads the token without checking
