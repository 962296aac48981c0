const { find } = require('./orders');

let currentUser;

exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  //                      ^^^^^^^^^^ 1: comes from the request body
  currentUser = body.user;
  //            ^^^^^^^^^ `body.user` is kept in `currentUser`, which outlives the invocation
  return { statusCode: 200, body: JSON.stringify(await orders(10)) };
};

async function orders(count) {
  return find(currentUser, count);
}
