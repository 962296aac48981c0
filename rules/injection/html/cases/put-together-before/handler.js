const greeting = (name) => '<p>Hello, ' + name + '</p>';
//                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 3: joined into text

module.exports.page = (event, context, callback) => {
  const { name } = event.queryStringParameters;
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const html = `<html><body>${greeting(name)}</body></html>`;
  //                                   ^^^^ 2: passed to `greeting`
  //                          ^^^^^^^^^^^^^^ 4: returned by `greeting`
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 5: joined into text
  callback(null, { statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html });
  //                                                                                               ^^^^ `event.queryStringParameters.name` (anyone can send it: GET /page has no authorizer) becomes part of an HTML page
};
