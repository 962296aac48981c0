import axios from 'axios';
import got from 'got';
import { orders } from './orders.mjs';

export const handler = async (event) => {
  const { data } = await axios.post('https://orders.example/', { id: 1 });
  //                     ^^^^^^^^^^ `axios.post` waits
  const text = await got(`https://orders.example/${data.id}`, { retry: { limit: 0 } }).text();
  //                 ^^^ `got` waits
  return { statusCode: 200, body: text + (await orders.get('/')).data };
};
