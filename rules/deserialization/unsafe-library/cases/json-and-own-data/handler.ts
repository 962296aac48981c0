import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';

const table = deserialize(readFileSync('/opt/table.bin'));

export const handler = async (event: { body: string }) => {
  try {
    const { id } = JSON.parse(event.body) as { id: unknown };
    return { statusCode: 200, body: JSON.stringify(table[Number(id)]) };
  } catch {
    return { statusCode: 400 };
  }
};
