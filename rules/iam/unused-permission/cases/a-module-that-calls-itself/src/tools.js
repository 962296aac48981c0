const { DeleteAliasCommand, GetAliasCommand, GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');

const tools = module.exports;
const FunctionName = 'measured';

module.exports.run = async () => tools.invoke(tools.client());

module.exports.client = () => this.made ?? new LambdaClient({});

module.exports.invoke = (client) => client.send(new InvokeCommand({ FunctionName }));

module.exports.state = function () {
  return [module.exports.settings(), exports.alias()];
};

module.exports.settings = () => new LambdaClient({}).send(new GetFunctionConfigurationCommand({ FunctionName }));

module.exports.alias = () => new LambdaClient({}).send(new GetAliasCommand({ FunctionName, Name: 'live' }));

module.exports.clean = () => new LambdaClient({}).send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));

/** A name of its own. */
module.exports.names = () => {
  const exports = ['live'];
  return exports.map((name) => name.trim());
};
