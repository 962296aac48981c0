import axios from 'axios';
import got from 'got';
import http from 'node:http';
import WebSocket from 'ws';

const base = 'https://api.rates.example.net';
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ What `axios.get` exchanges with `api.rates.example.net` by http
export const rates = () => axios.get(`${base}/v1/rates`);
export const client = axios.create({ baseURL: 'http://orders.example.net' });
//                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ by http goes over the network without encryption
export const news = () => got.stream('http://news.example.net/feed');
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `got.stream`
export const live = new WebSocket('ws://live.example.net/prices');
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ by ws
export const raw = () => fetch('http://files.example.net/list.json');
//                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `fetch`
const options = { hostname: 'www.example.net', path: '/upload' };
//                          ^^^^^^^^^^^^^^^^^ `http.request` exchanges with this host
export const upload = () => http.request(options);
