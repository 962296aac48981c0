import { app, InvocationContext } from '@azure/functions';

export async function told(messages: unknown[], context: InvocationContext): Promise<void> {
  for (const message of messages) context.log('Got a message', message);
}

app.eventHub('told', { connection: 'HUB', eventHubName: 'orders', cardinality: 'many', handler: told });
