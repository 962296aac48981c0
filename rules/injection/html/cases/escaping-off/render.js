const Handlebars = require('handlebars');
const mustache = require('mustache');
const nunjucks = require('nunjucks');

mustache.escape = (text) => text;
// <-------------------------------- mustache escapes nothing here

const page = Handlebars.compile('<h1>{{title}}</h1>', { noEscape: true });
//                                                                ^^^^ handlebars escapes nothing here
const environment = nunjucks.configure('views', { autoescape: false });
//                                                            ^^^^^ nunjucks escapes nothing here

exports.render = (title) => page({ title }) + mustache.render('<p>{{title}}</p>', { title }) + environment.render('page.html', { title });

const swig = require('swig-templates');
const MarkdownIt = require('markdown-it');

swig.setDefaults({ autoescape: false });
//                             ^^^^^ swig-templates escapes nothing here
exports.marked = (text) => [new MarkdownIt({ html: true, linkify: true }).render(text), new MarkdownIt({ html: false }).render(text)];
//                                                 ^^^^ markdown-it escapes nothing here
