import { Database } from './db';
import type { SearchQuery } from './schemas';

export interface OrderRow {
  order_id: string;
  status: string;
  total: number;
  placed_at: string;
}

export interface DailyTotal {
  status: string;
  orders: number;
  total: number;
}

const orderings = { newest: 'placed_at desc', largest: 'total desc' } as const;

export class OrderReports {
  constructor(private readonly database: Database) {}

  search(customerId: string, query: SearchQuery): Promise<OrderRow[]> {
    const sql =
      'select order_id, status, total, placed_at from orders' +
      ' where customer_id = $1 and ($2::text is null or status = $2) and deleted_at is null' +
      ` order by ${orderings[query.sort]} limit $3`;
    return this.database.query<OrderRow>(sql, [customerId, query.status ?? null, query.limit]);
  }

  totals(day: string): Promise<DailyTotal[]> {
    return this.database.query<DailyTotal>(
      'select status, count(*) as orders, sum(total) as total from orders where placed_at::date = $1 group by status',
      [day],
    );
  }
}

export const reports = new OrderReports(new Database());
