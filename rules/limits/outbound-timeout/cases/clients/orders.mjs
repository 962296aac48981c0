import axios from 'axios';

export const orders = axios.create({ baseURL: 'https://orders.example' });
//                    ^^^^^^^^^^^^ `axios.create` waits
