const names = [];

export const handler = async (event) => {
  for (const record of event.Records) {
    names.push(JSON.parse(record.body).name);
    //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `record.body.name` is added to `names`
  }
  return names.length;
};
