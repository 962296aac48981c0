const { graphql, buildSchema } = require('graphql');

const schema = buildSchema('type Query { greeting(name: String!): String }');

module.exports.query = async (event) => {
  const result = await graphql({ schema, source: event.queryStringParameters.query });
  return { statusCode: 200, body: JSON.stringify(result) };
};
