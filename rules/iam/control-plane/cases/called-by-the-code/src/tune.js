const { DeleteFunctionCommand, LambdaClient } = require('@aws-sdk/client-lambda');

const lambda = new LambdaClient({});

exports.handler = () => lambda.send(new DeleteFunctionCommand({ FunctionName: 'measured' }));
