exports.handler = async (event) => {
  const { name } = event.queryStringParameters;
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  console.log(`order of ${name} received`);
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.name` (the trigger is assumed: no template names this handler) is written into a line of the log
  return { statusCode: 204 };
};
