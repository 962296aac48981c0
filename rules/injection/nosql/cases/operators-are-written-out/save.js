// A document is written, with fields under names that are worked out: no query's operator is among them.
exports.handler = async (event) => {
  const { name, fields } = JSON.parse(event.body);
  const changes = {};
  changes[`at_${fields.length}`] = `${name}`.toLowerCase();
  await global.store.document('one').update({ ...changes }, { merge: true });
};
