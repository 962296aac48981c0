import { audit } from './audit';

export const handler = async (event: { body: string }) => {
  try {
    const { user, password } = JSON.parse(event.body);
    //                                    ^^^^^^^^^^ 1: comes from the request body
    audit({ user, password });
    //    ^^^^^^^^^^^^^^^^^^ 2: passed to `audit`
  } catch {
    return { statusCode: 400 };
  }
  return { statusCode: 204 };
};
