exports.typeDefs = 'type Query { hello: String }';
exports.resolvers = { Query: { hello: () => 'hello' } };
