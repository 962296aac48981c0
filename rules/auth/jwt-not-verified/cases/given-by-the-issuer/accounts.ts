// A client of the issuer gives a set of tokens; what somebody sends may well have the same names.
import { XeroClient } from 'xero-node';
import { jwtDecode } from 'jwt-decode';
import { readJson } from './requests';

const books = new XeroClient();

export const linked = async (event: { rawPath: string }) => {
  const tokens = await books.apiCallback(event.rawPath);
  return { statusCode: 200, body: jwtDecode<{ email: string }>(tokens.id_token!).email };
};

export const renewed = async () => {
  let tokens;
  try {
    tokens = await books.refreshToken();
  } catch (error) {
    throw new Error('no tokens', { cause: error });
  }
  return { statusCode: 200, body: jwtDecode<{ sub: string }>(tokens.access_token!).sub };
};

export const told = async (event: { body: string }) => {
  const tokens = await readJson(event);
  return { statusCode: 200, body: jwtDecode<{ email: string }>(tokens.id_token).email };
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without checking its signature
};
