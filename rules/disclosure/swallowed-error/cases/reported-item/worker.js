exports.handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    if (record.body === '') batchItemFailures.push({ itemIdentifier: record.messageId });
    try {
      await fetch('https://orders.example/', { method: 'POST', body: record.body, signal: AbortSignal.timeout(3000) });
    } catch (e) {}
    //^^^^^^^^^ the message counts as processed and is lost
  }
  return { batchItemFailures };
};
