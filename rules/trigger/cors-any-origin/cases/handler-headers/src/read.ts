export const handler = async () => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
  //                                                                            ^^^ Pages of every origin may read this response
  body: '[]',
});
