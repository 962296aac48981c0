export async function createTable(): Promise<void> {
  await Promise.resolve();
}

export const metrics = { publish: async (): Promise<void> => { await Promise.resolve(); } };

export async function countVisit(): Promise<void> {
  await Promise.resolve();
}

export async function bookSeat(): Promise<void> {
  await Promise.resolve();
}
