import pLimit from 'p-limit';
import { load } from './load.mjs';

const limit = pLimit(5);

export const handler = async (event) => {
  const { ids, tags, groups, names } = JSON.parse(event.body);
  if (ids.length > 20) return { statusCode: 413 };
  const orders = await Promise.all(ids.map((id) => load(id)));
  await Promise.all(tags.map((tag) => limit(() => load(tag))));
  await Promise.all(groups.slice(0, 10).map(async (group) => { await load(group); }));
  const upper = names.map((name) => name.toUpperCase());
  await Promise.all((event.Records ?? []).map(async (record) => { await load(record.messageId); }));
  return { statusCode: 200, body: JSON.stringify([orders, upper]) };
};
