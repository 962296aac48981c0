const ejs = require('ejs');
const handlebars = require('handlebars');
const template = require('lodash.template');

exports.handler = async (event) => {
  const { greeting, footer } = JSON.parse(event.body);
  const parts = [
    ejs.render(`<h1>${greeting}</h1>`, { year: 2026 }),
    //         ^^^^^^^^^^^^^^^^^^^^^^ `body.greeting`
    handlebars.compile(footer)({ year: 2026 }),
    //                 ^^^^^^ becomes the source of a template
    template(footer)({}),
    //       ^^^^^^ becomes the source of a template
  ];
  return { statusCode: 200, body: JSON.stringify(parts) };
};
