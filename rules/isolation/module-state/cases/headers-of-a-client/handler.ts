import axios from 'axios';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  axios.defaults.headers.common['Authorization'] = event.headers.Authorization;
  //                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ is kept in `axios.defaults.headers.common.Authorization`
  const { data } = await axios.get('https://orders.example/', { timeout: 3000 });
  return { statusCode: 200, body: JSON.stringify(data) };
};
