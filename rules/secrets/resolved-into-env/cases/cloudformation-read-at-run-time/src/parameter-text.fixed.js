const { GetParameterCommand, SSMClient } = require('@aws-sdk/client-ssm');

const client = new SSMClient({});
const known = new Map();

/** The text of a parameter, fetched once per container. */
function parameterText(id) {
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

async function fetchText(id) {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: id, WithDecryption: true }));
  if (Parameter?.Value === undefined) throw new Error('The parameter has no text');
  return Parameter.Value;
}

module.exports = { parameterText };
