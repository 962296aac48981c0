const { ApolloServer } = require('apollo-server-lambda');
const { typeDefs, resolvers } = require('./schema');

const server = new ApolloServer({
  typeDefs,
  resolvers,
  formatError: (error) => {
    console.log('Error:', error);
    return error;
  },
});

exports.handler = server.createHandler();
