const origin = process.env.ORIGIN ?? '';

export const handler = async () => ({
  statusCode: 200,
  headers: { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Methods': '*' },
  body: '[]',
});
