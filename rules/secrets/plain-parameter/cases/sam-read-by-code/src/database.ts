export const connect = async (password: string) => ({ statusCode: password.length > 0 ? 200 : 500 });
