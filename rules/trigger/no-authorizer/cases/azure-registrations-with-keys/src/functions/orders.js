const { app } = require('@azure/functions');

app.http('list', { methods: ['GET'], authLevel: 'function', handler: async () => ({ jsonBody: [] }) });
app.http('health', { authLevel: 'anonymous', handler: async () => ({ status: 204 }) });
app.timer('clean', { schedule: '0 0 3 * * *', handler: async () => undefined });
app.storageQueue('fulfil', { queueName: 'orders', connection: 'Storage', handler: async (item) => console.info(item.id) });
