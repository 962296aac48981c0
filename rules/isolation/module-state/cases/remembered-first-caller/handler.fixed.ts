import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  let locale: string | undefined;
  if (!locale) locale = event.queryStringParameters?.locale;
  //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.locale` is kept in `locale`
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ locale }) };
};
