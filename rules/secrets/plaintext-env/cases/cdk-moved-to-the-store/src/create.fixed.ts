import { connect } from './database';
import { secretText } from './secret-text';

export const handler = async (): Promise<void> => {
  const password = await secretText(process.env.DB_PASSWORD_SECRET_ID);
  await connect(password);
};
