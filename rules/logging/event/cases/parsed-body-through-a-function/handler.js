const { note } = require('./log');

exports.handler = async (event) => {
  try {
    note('order', JSON.parse(event.body));
    //                       ^^^^^^^^^^ 1: comes from the request body
    //            ^^^^^^^^^^^^^^^^^^^^^^ 2: passed to `note`
  } catch {
    return { statusCode: 400 };
  }
  return { statusCode: 202 };
};
