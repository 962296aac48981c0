const token = process.env.PAYMENT_TOKEN;

export const handler = async () => ({ statusCode: token === undefined ? 500 : 204 });
