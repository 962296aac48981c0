import { merge, set } from 'lodash';
import deepmerge from 'deepmerge';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}');
  const options = merge({ page: 1 }, body);
  //                                 ^^^^ is merged into an object, `__proto__` too
  const all = deepmerge({ size: 10 }, body.options);
  //                                  ^^^^^^^^^^^^ is merged into an object, `__proto__` too
  set(all, event.pathParameters?.field ?? '', true);
  //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chooses the property that is written
  return { statusCode: 200, body: JSON.stringify([options, all]) };
};
