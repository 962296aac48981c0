const yaml = require('js-yaml');

exports.handler = async (event) => {
  const settings = yaml.safeLoad(event.body);
  //                         ^^^^^^^^^^ 1: comes from the request body
  //                         ^^^^^^^^^^ `body` (anyone can send it: PUT /settings has no authorizer) is read as YAML that can build functions
  return { statusCode: 200, body: JSON.stringify({ names: Object.keys(settings).length }) };
};
