exports.handler = async (event) => {
  for (const record of event.Records) await work(record.body);
};

async function work(body) {
  console.info(body.length);
}
