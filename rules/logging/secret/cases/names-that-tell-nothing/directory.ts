import { Directory } from 'unknown-directory';

const directory = new Directory();

export const passwordPolicy = { length: 12 };
export const verifyToken = (text: string): boolean => directory.verify(text);
export const list = async (id: string): Promise<{ nextToken: string; tokenCount: number; passwordLength: number; secretName: string }> => directory.list(id);
