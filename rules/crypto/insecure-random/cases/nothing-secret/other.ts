export const pseudoRandomBytes = (size: number, done: (error: Error | null, bytes: Uint8Array) => void): void => {
  done(null, new Uint8Array(size));
};
