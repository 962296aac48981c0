export const fulfil = async (id: string): Promise<void> => { console.info(id.length); };
