const tools = require('./tools');

module.exports.handler = async () => {
  await tools.run();
  return [tools.state(), tools.names()];
};
