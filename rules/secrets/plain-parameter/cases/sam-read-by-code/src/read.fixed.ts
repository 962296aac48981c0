import { connect } from './database';
import { secretText } from './secret-text';

export async function handler() {
  const secret = await secretText('/orders/database/password');
  if (!secret) throw new Error('There is no password');
  return connect(secret);
}
