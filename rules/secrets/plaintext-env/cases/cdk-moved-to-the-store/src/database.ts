export const connect = async (password: string | undefined): Promise<string> => `connected ${String(password)}`;
