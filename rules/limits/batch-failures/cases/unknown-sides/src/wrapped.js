const { queueHandler } = require('@example/handlers');

exports.handler = queueHandler(async (message) => message.id);
