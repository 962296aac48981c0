import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';

const read = (text: string) => JSON.parse(text) as unknown;

const resolvers = {
  Mutation: {
    // The library answers with the error as one of the query.
    store: (_parent: unknown, args: { document: string }) => ({ first: JSON.parse(args.document) as unknown, second: read(args.document) }),
  },
};

export const graphqlHandler = startServerAndCreateLambdaHandler(new ApolloServer({ typeDefs: 'type Mutation { store(document: String!): String }', resolvers }), handlers.createAPIGatewayProxyEventV2RequestHandler());
