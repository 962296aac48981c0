const yaml = require('js-yaml');

module.exports.read = async (event) => {
  const document = yaml.load(event.body, { schema: yaml.DEFAULT_FULL_SCHEMA });
  //                         ^^^^^^^^^^ 1: comes from the request body
  //                         ^^^^^^^^^^ `body` (anyone can send it: POST /documents has no authorizer) is read as YAML that can build functions
  return { statusCode: 200, body: JSON.stringify({ empty: document === null }) };
};
