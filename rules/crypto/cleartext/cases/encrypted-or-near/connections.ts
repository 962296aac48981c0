import { credentials } from '@grpc/grpc-js';
import axios from 'axios';
import http from 'node:http';
import { createClient } from 'redis';
import { Pool } from 'pg';
import WebSocket from 'ws';

export const rates = () => axios.get('https://api.rates.example.net/v1/rates');
export const local = () => axios.get('http://localhost:3000/health');
export const container = () => fetch('http://orders:8080/');
export const metadata = () => http.get('http://169.254.169.254/latest/meta-data/');
export const runtime = () => http.get(`http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next`);
export const inside = () => fetch('http://users.internal/');
export const live = new WebSocket('wss://live.example.net/prices');
export const nearby = (Orders: new (host: string, c: unknown) => unknown) => new Orders('localhost:50051', credentials.createInsecure());
export const pool = new Pool({ host: 'db.example.net', ssl: { ca: process.env.DB_CA } });
export const unknown = new Pool({ host: process.env.DB_HOST });
export const cache = createClient({ url: 'rediss://cache.example.net:6379' });
export const namespace = 'http://www.w3.org/2000/svg';
