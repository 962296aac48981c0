export const handler = async () => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
  //                                                                            ^^^ This response lets pages of every origin
  body: '[]',
});
