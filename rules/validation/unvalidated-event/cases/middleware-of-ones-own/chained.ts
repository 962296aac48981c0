import { base, checked, timed } from './middleware';
import { Order, store } from './store';

export const handler = base(async (event) => store(event.body.sku)).use([timed(), checked(Order)]);
