export const config = { keys: { tokens: 'window-and-door' } };
