const operations = { add: (a: number, b: number) => a + b, subtract: (a: number, b: number) => a - b };

export const handler = async (event: { queryStringParameters: Record<string, string> }) => {
  const { operation, a, b } = event.queryStringParameters;
  if (operation !== 'add' && operation !== 'subtract') return { statusCode: 400 };
  setTimeout(() => undefined, Number(a));
  const fixed = new Function('a', 'b', 'return a + b');
  return { statusCode: 200, body: JSON.stringify([operations[operation](Number(a), Number(b)), fixed(Number(a), Number(b))]) };
};
