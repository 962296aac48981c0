import { Pool, type QueryResultRow } from 'pg';

import { secret } from './secrets';

/** The reporting database: a copy of the orders that people may search. */
export class Database {
  private readonly pool = new Pool({
    host: process.env.DB_HOST,
    database: 'reporting',
    user: 'reporting',
    password: () => secret(process.env.DB_PASSWORD_SECRET),
    ssl: { rejectUnauthorized: true },
    max: 1,
    connectionTimeoutMillis: 3000,
    statement_timeout: 10_000,
  });

  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query<Row>(text, values);
    return result.rows;
  }
}
