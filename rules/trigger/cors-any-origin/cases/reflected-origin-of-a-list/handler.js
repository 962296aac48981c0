const origins = ['https://shop.example.com', 'https://admin.example.com'];

export const handler = async (event) => {
  const origin = event.headers.origin;
  const allowed = origins.includes(origin) ? origin : origins[0];
  return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': allowed, 'Access-Control-Allow-Credentials': 'true' }, body: '[]' };
};

export const list = async (event) => {
  const asking = event.headers.origin;
  if (!origins.includes(asking)) return { statusCode: 403 };
  return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': asking, 'Access-Control-Allow-Credentials': 'true' }, body: '[]' };
};

// Without credentials it is what a public list may do.
export const open = async (event) => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': event.headers.origin }, body: '[]' });
