import { Directory } from 'unknown-directory';

const directory = new Directory();

export const signIn = async (id: string): Promise<{ accessToken: string; user: string }> => directory.signIn({ id });

export const connection = (): { dbPassword: string; host: string } => directory.connection;
