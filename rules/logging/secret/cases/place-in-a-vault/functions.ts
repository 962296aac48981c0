// A vault holds addresses besides keys.
import { app, type HttpRequest, type InvocationContext } from '@azure/functions';
import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

const vault = new SecretClient('https://example.vault.azure.net', new DefaultAzureCredential());

async function taken(name: string): Promise<string | undefined> {
  return (await vault.getSecret(name)).value;
}

app.http('ask', {
  methods: ['GET'],
  authLevel: 'function',
  handler: async (request: HttpRequest, context: InvocationContext) => {
    const endpoint = await taken('model-endpoint');
    const key = await taken('model-key');
    console.log('asking', endpoint);
    console.log('asking with', key);
    //                         ^^^ is written to the log
    return { status: 204 };
  },
});
