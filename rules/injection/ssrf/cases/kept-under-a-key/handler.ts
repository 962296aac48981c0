import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import NodeCache from 'node-cache';
import type { SQSEvent } from 'aws-lambda';

const ssm = new SSMClient({});
const cache = new NodeCache();

async function settingsOf(supplier: string): Promise<{ host: string }> {
  const name = `/suppliers/${supplier}`;
  let text = cache.get<string>(name);
  if (text === undefined) {
    text = (await ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value ?? '';
    cache.set(name, text);
  }
  return JSON.parse(text) as { host: string };
}

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) {
    const { supplier, letter } = JSON.parse(record.body);
    const { host } = await settingsOf(supplier);
    await fetch(`https://${host}/letters`, { method: 'POST', body: letter });
  }
};
