import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { hosts, names } from './hosts';

const typeDefs = `
  type Host { name: String! }
  type Query { host(name: String!): Host }
  type Mutation { restart(name: String!, signal: Int!): Boolean }
`;

const resolvers = {
  Query: { ...hosts, ...names },
  Host: { __resolveType: (host: { kind: string }, context: { kind: string }) => context.kind },
};

const server = new ApolloServer({ schema: makeExecutableSchema({ typeDefs, resolvers }) });

export const graphqlHandler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
