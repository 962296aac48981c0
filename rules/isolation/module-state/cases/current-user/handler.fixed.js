const { find } = require('./orders');

exports.handler = async (event) => {
  let currentUser;
  const body = JSON.parse(event.body);
  //                      ^^^^^^^^^^ 1: comes from the request body
  currentUser = body.user;
  //            ^^^^^^^^^ `body.user` is kept in `currentUser`, which outlives the invocation
  return { statusCode: 200, body: JSON.stringify(await orders(10, currentUser)) };
};

async function orders(count, currentUser) {
  return find(currentUser, count);
}
