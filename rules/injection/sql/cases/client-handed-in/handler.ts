import { open } from '../generated/platform';
import { Orders } from './orders';

export const search = async (event: { queryStringParameters: Record<string, string> }) => {
  const orders = new Orders(await open());
  const { owner, name } = event.queryStringParameters;
  return [await orders.ofState(event.queryStringParameters.state), await orders.ofOwner(owner), await orders.report(name)];
};
