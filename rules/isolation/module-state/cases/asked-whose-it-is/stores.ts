// One function keeps whose it is, the other asks for that before it takes what is there.
import type { APIGatewayProxyEvent } from 'aws-lambda';

class Store {
  constructor(readonly tenant: string) {}
}

const regions = ['eu', 'us'];
let known: string | undefined;
let orders: Store | undefined;
let files: Store | undefined;
let region: Store | undefined;

function filesOf(tenant: string): Store {
  if (files === undefined || tenant !== known) files = new Store(tenant);
  return files;
}

function ordersOf(tenant: string): Store {
  if (orders === undefined || tenant !== known) {
    orders = new Store(tenant);
    known = tenant;
  }
  return orders;
}

function regionOf(name: string): Store {
  if (region === undefined || name !== regions[0]) region ??= new Store(name);
  //                                                          ^^^^^^^^^^^^^^^ is kept in `region`
  return region;
}

export const handler = async (event: APIGatewayProxyEvent) => {
  const tenant = event.pathParameters?.tenant ?? '';
  return { statusCode: 200, body: JSON.stringify([filesOf(tenant), ordersOf(tenant), regionOf(event.pathParameters?.region ?? '')]) };
};
