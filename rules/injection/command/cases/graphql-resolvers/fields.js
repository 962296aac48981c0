const { execSync } = require('child_process');
const { GraphQLObjectType, GraphQLString } = require('graphql');

exports.Query = new GraphQLObjectType({
  name: 'Query',
  fields: () => ({
    host: {
      type: GraphQLString,
      args: { name: { type: GraphQLString } },
      resolve: (root, { name }) => execSync('ping -c 1 ' + name).toString(),
      //                                    ^^^^^^^^^^^^^^^^^^^ `args.name`
    },
  }),
});
