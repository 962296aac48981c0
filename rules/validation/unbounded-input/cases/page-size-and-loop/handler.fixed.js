const { MongoClient } = require('mongodb');

const orders = new MongoClient(process.env.MONGO_HOST).db('shop').collection('orders');

exports.handler = async (event) => {
  const size = Number(event.queryStringParameters.size);
  //                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const rows = await orders.find().limit(Math.min(size, 100)).toArray();
  //                                     ^^^^ `event.queryStringParameters.size` (the trigger is assumed: no template names this handler) chooses how many rows are read
  return { statusCode: 200, body: JSON.stringify(rows) };
};
