import { readCache, readTable, nameOf } from '@shop/orders';

/** Where the first way fails, the second one is taken. */
async function read(id: string) {
  try {
    const known = await readCache(id);
    if (known) return known;
  } catch {}
  return readTable(id);
}

/** What could not be read stays what it was. */
export const handler = async (event: { id: string }) => {
  let name = 'unknown';
  try {
    name = await nameOf(event.id);
  } catch {}
  return { name, order: await read(event.id) };
};
