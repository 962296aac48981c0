import { getParameter } from '@aws-lambda-powertools/parameters/ssm';

export const handler = async () => {
  const password = await getParameter(process.env.PASSWORD_PARAMETER ?? '');
  return { statusCode: password === undefined ? 404 : 204 };
};
