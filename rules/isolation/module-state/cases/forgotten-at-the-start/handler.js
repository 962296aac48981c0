let failures = [];
let current;

exports.handler = async (event) => {
  failures = [];
  for (const record of event.Records) await store(record).catch(() => failures.push({ itemIdentifier: record.body }));
  current = event.Records[0].body;
  console.log('last', current.length);
  return { batchItemFailures: failures };
};

async function store(record) {
  if (record.body === '') throw new Error('empty');
}
