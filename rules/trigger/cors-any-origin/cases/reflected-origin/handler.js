const list = async () => [];

export const handler = async (event) => {
  const origin = event.headers.origin;
  return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' }, body: JSON.stringify(await list()) };
  //                                                                  ^^^^^^ with the cookies of whoever visits them, as the origin that asks is the one that is answered
};

export const remove = async (event) => ({
  statusCode: 204,
  headers: {
    'Access-Control-Allow-Origin': event.headers.origin || '*',
    //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the origin that asks
    'Access-Control-Allow-Credentials': true,
  },
});
