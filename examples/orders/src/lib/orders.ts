import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';

import { priceOf } from './catalogue';
import type { NewOrder, Order, OrderLine } from './schemas';

export function subtotal(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * priceOf(line.sku), 0);
}

export function placeOrder(order: NewOrder, customerId: string): Order {
  return {
    orderId: randomUUID(),
    customerId,
    status: 'placed',
    lines: order.lines,
    address: order.address,
    total: subtotal(order.lines),
    placedAt: new Date().toISOString(),
  };
}

class OrderTable {
  private readonly client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });

  constructor(private readonly table: string | undefined) {}

  /** Refuses to overwrite: the same order twice is an error of the caller. */
  async insert(order: Order): Promise<void> {
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: order, ConditionExpression: 'attribute_not_exists(orderId)' }),
    );
  }

  async find(orderId: string): Promise<Order | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: { orderId } }));
    return Item as Order | undefined;
  }
}

export const orders = new OrderTable(process.env.ORDERS_TABLE);
