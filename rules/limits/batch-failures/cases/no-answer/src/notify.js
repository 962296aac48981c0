exports.handler = async (event) => {
  for (const record of event.Records) {
    try {
      JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString());
    } catch (error) {
      console.warn('unreadable record', record.eventID);
    }
  }
};
