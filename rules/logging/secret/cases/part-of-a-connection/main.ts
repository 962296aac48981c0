// Of an address with a password in it the account's name is no secret; the key is.
const connection = process.env.STORAGE_CONNECTION_STRING ?? '';
const account = connection.match(/AccountName=([^;]+)/)?.[1];
const key = connection.match(/AccountKey=([^;]+)/)?.[1];

export const handler = async (event: { body: string }) => {
  console.log('signing for', account, event.body.length);
  console.log('signing with', key);
  //                          ^^^ is written to the log
};
