export const load = async (id) => ({ id });
