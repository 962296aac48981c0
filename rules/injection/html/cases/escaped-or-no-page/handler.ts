import escapeHtml from 'escape-html';

const html = { 'Content-Type': 'text/html' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const page = async (event: { queryStringParameters: Record<string, string> }) => {
  const { name, city } = event.queryStringParameters;
  return { statusCode: 200, headers: html, body: `<h1>${escapeHtml(name)}</h1><p>${escaped(city)}</p>` };
};

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { name } = event.queryStringParameters;
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name }) };
};

export const textHandler = async (event: { queryStringParameters: Record<string, string> }) => ({
  statusCode: 200,
  body: `Hello, ${event.queryStringParameters.name}`,
});
