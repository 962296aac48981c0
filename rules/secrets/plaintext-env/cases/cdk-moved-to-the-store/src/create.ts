import { connect } from './database';

export const handler = async (): Promise<void> => {
  const password = process.env.DB_PASSWORD;
  await connect(password);
};
