import { Pool } from 'pg';

export const pool = new Pool({ host: process.env.DB_HOST, password: process.env.DB_PASSWORD, max: 1 });
