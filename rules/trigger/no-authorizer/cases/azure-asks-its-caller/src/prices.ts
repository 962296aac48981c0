import { app } from '@azure/functions';
import { readOrders } from './callers';

app.http('prices', { methods: ['GET'], authLevel: 'anonymous', handler: async () => ({ jsonBody: await readOrders('') }) });
//                                                ^^^^^^^^^^^ Anybody may call
