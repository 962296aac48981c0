import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const { name = '', page = '1', kind = '' } = event.queryStringParameters ?? {};
  return {
    statusCode: ['csv', 'json'].includes(kind) ? 200 : 400,
    headers: {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'access-control-allow-origin': event.headers.origin ?? '',
      'x-page': Number(page),
      'x-name': name.replace(/[\r\n]/g, ''),
    },
    body: '',
  };
};
