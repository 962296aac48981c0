import { secretText } from './secret-text';

export const handler = async () => {
  const password = await secretText(process.env.PASSWORD_PARAMETER ?? '');
  return { statusCode: password === undefined ? 404 : 204 };
};
