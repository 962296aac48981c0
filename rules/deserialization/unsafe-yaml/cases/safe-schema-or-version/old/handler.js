const yaml = require('js-yaml');

exports.handler = async (event) => {
  const first = yaml.safeLoad(event.body);
  const second = yaml.load(event.body, { schema: yaml.JSON_SCHEMA });
  return { statusCode: 200, body: JSON.stringify([first === second]) };
};
