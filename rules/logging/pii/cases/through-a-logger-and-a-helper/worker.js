const { Logger } = require('@aws-lambda-powertools/logger');
const { note } = require('./note');

const logger = new Logger();

exports.handler = async (event) => {
  for (const record of event.Records) {
    const { customerEmail, billingAddress, orderId } = JSON.parse(record.body);
    logger.info(`ships to ${billingAddress}`, { orderId });
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.billingAddress` is personal data
    note({ orderId, customerEmail });
  }
};
