import { Database } from './db';
import { whereClause, type OrderFilters } from './filters';

export interface OrderRow {
  order_id: string;
  customer_id: string;
  status: string;
  total: number;
  placed_at: string;
}

export interface DailyTotal {
  status: string;
  orders: number;
  total: number;
}

export class OrderReports {
  constructor(private readonly database: Database) {}

  search(filters: OrderFilters): Promise<OrderRow[]> {
    const sql =
      'select order_id, customer_id, status, total, placed_at from orders' +
      ` where ${whereClause(filters)} order by ${filters.sort} limit ${filters.limit}`;
    return this.database.query<OrderRow>(sql);
  }

  totals(day: string): Promise<DailyTotal[]> {
    return this.database.query<DailyTotal>(
      'select status, count(*) as orders, sum(total) as total from orders where placed_at::date = $1 group by status',
      [day],
    );
  }
}

export const reports = new OrderReports(new Database());
