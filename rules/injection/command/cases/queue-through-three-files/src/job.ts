export interface Job {
  readonly file: string;
  readonly width: number;
}

export async function parseJob(text: string): Promise<Job> {
  const { file, width } = JSON.parse(text) as { file: string; width: unknown };
  return { file, width: Number(width) };
}
