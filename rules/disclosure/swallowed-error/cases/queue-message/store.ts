import { writeFile } from 'node:fs/promises';

export async function store(id: string): Promise<void> {
  await writeFile('/mnt/orders/last', id);
}
