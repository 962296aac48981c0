import { graphql } from '@octokit/graphql';
import { Octokit } from '@octokit/rest';

export const handler = async (event: { pathParameters: { name: string } }) => {
  const { name } = event.pathParameters;
  await graphql(`{ repository(owner: "example", name: "${name}") { id } }`);
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a GraphQL query
  await new Octokit().graphql(`{ user(login: "${name}") { id } }`);
  //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a GraphQL query
  return graphql('query ($name: String!) { repository(owner: "example", name: $name) { id } }', { name });
};
