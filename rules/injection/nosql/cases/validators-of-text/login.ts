import { MongoClient } from 'mongodb';
import validator from 'validator';

const users = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('users');

export const handler = async (event: { body: string }) => {
  const { email, password } = JSON.parse(event.body);
  // It throws where it is given an object.
  if (!validator.isEmail(email)) return { statusCode: 400 };
  const user = await users.findOne({ email, password });
  //                                        ^^^^^^^^ `body.password`
  return { statusCode: user === null ? 403 : 200 };
};
