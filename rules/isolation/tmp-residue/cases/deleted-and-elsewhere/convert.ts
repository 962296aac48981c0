export const convert = async (path: string): Promise<string> => Promise.resolve(path);
