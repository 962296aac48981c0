import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const client = new SSMClient({});
const known = new Map<string, Promise<string>>();

/** The text of a parameter, fetched once per container. */
export function parameterText(id: string | undefined): Promise<string> {
  if (!id) throw new Error('The environment names no parameter');
  let text = known.get(id);
  if (text === undefined) {
    text = fetchText(id);
    // What failed is tried again by the next call.
    text.catch(() => known.delete(id));
    known.set(id, text);
  }
  return text;
}

async function fetchText(id: string): Promise<string> {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: id, WithDecryption: true }));
  if (Parameter?.Value === undefined) throw new Error('The parameter has no text');
  return Parameter.Value;
}
