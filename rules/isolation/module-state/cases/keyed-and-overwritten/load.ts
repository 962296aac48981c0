export const load = async (client: unknown, tenant: string) => ({ client, tenant });
