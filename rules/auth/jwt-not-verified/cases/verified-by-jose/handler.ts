import { decode } from 'jws';
import { JWK, JWS } from 'node-jose';

export const handler = async (event: { headers: { authorization: string } }) => {
  const token = event.headers.authorization.replace('Bearer ', '');
  await JWS.createVerify(await JWK.asKey(String(process.env.PUBLIC_KEY), 'pem')).verify(token);
  return decode(token)?.payload.sub;
};
