import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createHash, randomUUID } from 'node:crypto';

import { priceOf } from './catalogue';
import type { NewOrder, Order, OrderLine } from './schemas';

export function subtotal(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * priceOf(line.sku), 0);
}

export function placeOrder(order: NewOrder, customerId: string, orderId: string = randomUUID()): Order {
  return {
    orderId,
    customerId,
    status: 'placed',
    lines: order.lines,
    address: order.address,
    total: subtotal(order.lines),
    placedAt: new Date().toISOString(),
  };
}

/** The same customer's same reference is always the same order, and never somebody else's. */
export function orderIdFor(customerId: string, reference: string): string {
  const hex = createHash('sha256').update(`${customerId}/${reference}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

class OrderTable {
  private readonly client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });

  constructor(private readonly table: string | undefined) {}

  /** An order that is there already stays as it is. */
  async insert(order: Order): Promise<void> {
    try {
      await this.client.send(
        new PutCommand({ TableName: this.table, Item: order, ConditionExpression: 'attribute_not_exists(orderId)' }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async find(orderId: string): Promise<Order | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: { orderId } }));
    return Item as Order | undefined;
  }
}

export const orders = new OrderTable(process.env.ORDERS_TABLE);
