module.exports.handler = async () => ({ batchItemFailures: [] });
