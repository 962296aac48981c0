// A sample says that it is one; what stands beside it may be somebody's.
export const sampleCustomer = { name: 'John', password: 'test1234', city: 'Kyoto' };

export const firstCustomer = { name: 'John', password: 'harbour1984', city: 'Kyoto' };
//                                                     ^^^^^^^^^^^^^ The value of `password`

export const answer = { clientSecret: 'pi_123_secret_456' };
