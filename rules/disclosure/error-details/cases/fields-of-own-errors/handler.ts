import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { order } from '@shop/orders';

/** What a class of one's own was given to tell. */
export const handler = async (event: APIGatewayProxyEventV2) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await order(event.body)) };
  } catch (error) {
    return { statusCode: error.statusCode, body: JSON.stringify({ answer: error.body, most: error.params.max }) };
  }
};
