import { app } from '@azure/functions';
import { level, shared } from '../settings';

app.http('list', { methods: ['GET'], authLevel: level, handler: async () => ({ jsonBody: [] }) });
app.http('create', { methods: ['POST'], ...shared, handler: async () => ({ status: 201 }) });
