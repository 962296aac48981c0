import yaml from 'js-yaml';

export const handler = async (event) => {
  const document = yaml.load(event.body);
  return { statusCode: 200, body: JSON.stringify({ empty: document === null }) };
};
