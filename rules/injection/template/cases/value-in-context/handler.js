const ejs = require('ejs');
const handlebars = require('handlebars');

const pages = { hello: '<h1>Hello <%= name %></h1>', bye: '<h1>Bye <%= name %></h1>' };
const letter = handlebars.compile('Dear {{name}}');

exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  const page = event.queryStringParameters.page === 'bye' ? pages.bye : pages.hello;
  return { statusCode: 200, body: JSON.stringify([ejs.render(page, { name }), letter({ name })]) };
};
