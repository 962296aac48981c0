exports.handler = async (event) => {
  const plugin = require('./plugins/' + event.pathParameters.plugin);
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request path
  //                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.pathParameters.plugin` (the trigger is assumed: no template names this handler) chooses the module that is loaded
  return { statusCode: 200, body: plugin.describe() };
};
