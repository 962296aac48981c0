module.exports.search = async (event) => {
  const { data } = await axios.get(event.queryStringParameters.feed);
  //                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.feed` (anyone can send it: GET /orders has no authorizer) chooses where a request goes
  const other = await feeds.get(event.queryStringParameters.feed);
  return { statusCode: 200, body: JSON.stringify({ data, other }) };
};
