const { send } = require('./host');
const { secretText } = require('./secret-text');

exports.handler = async () => {
  const answer = await secretText(process.env.TOKEN_PARAMETER);
  await send(answer.trim());
};
