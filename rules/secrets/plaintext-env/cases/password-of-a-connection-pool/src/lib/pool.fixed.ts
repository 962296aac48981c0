import { Pool } from 'pg';
import { secretText } from './secret-text';

export const pool = new Pool({ host: process.env.DB_HOST, password: () => secretText(process.env.DB_PASSWORD_SECRET_ID), max: 1 });
