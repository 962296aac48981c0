exports.handler = async (event) => {
  const failed = event.Records.filter((record) => record.body === '');
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
};
