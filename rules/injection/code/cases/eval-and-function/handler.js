exports.handler = async (event) => {
  const { formula } = event.queryStringParameters;
  //                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const first = eval(formula);
  //                 ^^^^^^^ `event.queryStringParameters.formula` (anyone can send it: GET /calculate has no authorizer) runs as code
  const second = new Function('x', `return ${formula}`);
  //                               ^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.formula` (anyone can send it: GET /calculate has no authorizer) runs as code
  return { statusCode: 200, body: JSON.stringify({ first, second: second(1) }) };
};
