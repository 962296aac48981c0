exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  console.log('order', body.id);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: body.id, twice: body.quantity * 2, open: body.state === 'open' }) };
};
