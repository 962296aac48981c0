import { ApolloServer } from '@apollo/server';
import { exec } from 'node:child_process';

export function localServer(typeDefs: string) {
  const resolvers = { Mutation: { stop: (_parent: unknown, { name }: { name: string }) => exec(`stop ${name}`) } };
  //                                                                                           ^^^^^^^^^^^^^^ `args.name`
  return new ApolloServer({ typeDefs, resolvers });
}
