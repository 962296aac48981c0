const { MongoClient } = require('mongodb');

const users = new MongoClient(process.env.MONGO_HOST).db('shop').collection('users');

exports.handler = async (event) => {
  const { email, code } = JSON.parse(event.body);
  //                                 ^^^^^^^^^^ 1: comes from the request body
  const user = await users.findOne({ email, code: String(code) });
  //                                 ^^^^^ `body.email` (the trigger is assumed: no template names this handler) becomes part of a database filter
  return { statusCode: user === null ? 401 : 204 };
};
