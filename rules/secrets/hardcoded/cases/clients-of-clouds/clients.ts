import { loginWithServicePrincipalSecret, loginWithUsernamePassword } from 'ms-rest-azure';
import { JWK } from 'node-jose';
import pkgcloud from 'pkgcloud';

export const service = () => loginWithServicePrincipalSecret('orders-client', 'orange-lamp-of-ro', 'orders-tenant');
//                                                                            ^^^^^^^^^^^^^^^^^^^ The password of an account
export const storage = () => pkgcloud.storage.createClient({ provider: 'amazon', keyId: 'orders', key: 'window-of-lisbon' });
//                                                                                                     ^^^^^^^^^^^^^^^^^^ The key of an account
export const signing = () => JWK.asKey('lamp-of-lisbon-street');
//                                     ^^^^^^^^^^^^^^^^^^^^^^^ The key that signs its tokens
export const person = () => loginWithUsernamePassword('orders@example.com', String(process.env.AZURE_PASSWORD));
export const compute = () => pkgcloud.compute.createClient({ provider: 'rackspace', username: 'orders', apiKey: process.env.CLOUD_KEY ?? '' });
export const published = (key: string) => JWK.asKey(key, 'pem');
