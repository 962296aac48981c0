export const send = async (to: string, text: string) => Promise.resolve({ to, text });
