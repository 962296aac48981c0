const apiKeys = (process.env.API_KEYS ?? '').split(',');

export function apiKey(): string | undefined {
  return apiKeys[Math.floor(Math.random() * apiKeys.length)];
}

export const newToken = (length: number): string => {
  const characters = 'abcdefghijkmnpqrstuvwxyz23456789';
  let token = '';
  for (let i = 0; i < length; i++) token += characters[Math.floor(Math.random() * characters.length)];
  //                                                              ^^^^^^^^^^^^^ can be predicted
  return token;
};
