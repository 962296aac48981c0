import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Orders } from './orders';

const orders = new Orders();

export const handler = async (event: APIGatewayProxyEventV2) => {
  const found = await orders.byCustomer(event.pathParameters?.customer ?? '');
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: passed to `Orders.byCustomer`
  return { statusCode: 200, body: JSON.stringify(found) };
};
