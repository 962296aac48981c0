exports.handler = async (event) => {
  console.log('messages', event.Records.length);
};
