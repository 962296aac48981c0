import jwt from 'jsonwebtoken';
export const whoIn = (event: { headers: Record<string, string> }) => jwt.decode(event.headers.authorization ?? '');
//                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without checking its signature
