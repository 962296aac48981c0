import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const name = event.queryStringParameters?.name ?? 'report';
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/csv', 'content-disposition': `attachment; filename=${name}.csv`.replace(/[\r\n]+/g, ' ') },
    //                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.name` (the trigger is assumed: no template names this handler) becomes part of a response header
    body: 'id,total',
  };
};
