export async function createTable(): Promise<void> {
  await Promise.resolve();
}

export const metrics = { publish: async (): Promise<void> => { await Promise.resolve(); } };
