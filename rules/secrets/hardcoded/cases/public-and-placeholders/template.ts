export const search = { username: 'elastic', password: 'AaBbCcDdEeFfGgHh', apiKey: 'Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0Kk1==' };
// Nobody signs with four letters.
export const testToken = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJzb21lYm9keSJ9.test';
