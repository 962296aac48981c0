export async function work(id: number): Promise<void> {
  if (id < 0) throw new Error('Jobs count from zero');
  return Promise.resolve();
}
