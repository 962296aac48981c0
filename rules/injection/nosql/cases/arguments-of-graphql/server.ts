import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { MongoClient } from 'mongodb';

const people = new MongoClient(process.env.DATABASE ?? '').db('people').collection('people');

const resolvers = {
  Query: {
    // The schema has let nothing but text through: no operator stands in it.
    person: (_parent: unknown, args: { name: string }) => people.findOne({ name: args.name }),
  },
};

const typeDefs = 'type Person { name: String! } type Query { person(name: String!): Person }';

export const graphqlHandler = startServerAndCreateLambdaHandler(new ApolloServer({ typeDefs, resolvers }), handlers.createAPIGatewayProxyEventV2RequestHandler());
