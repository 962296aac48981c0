const { logger } = require('./logger');
const { store } = require('./store');

exports.handler = async (event) => {
  if (event.Records.length > 100) return logger.warn(`${event.Records.length} messages`);
  //                                     ^^^^^^^^^^^^ `console.warn` writes a plain line, without level, request id and fields. Log by `logger`
  logger.info({ count: event.Records.length }, 'messages');
  return store(event.Records.length);
};
