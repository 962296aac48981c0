// How many are done at a time is written here; or the sender says so.
const pMap = require('p-map');
const { send } = require('./send');

exports.handler = async (event) => {
  const { items, width } = JSON.parse(event.body);
  await pMap(items, send, { concurrency: 5 });
  await pMap(items, send, { concurrency: width });
  //                                     ^^^^^ chooses how much is done at once
};
