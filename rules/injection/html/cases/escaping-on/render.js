const Handlebars = require('handlebars');
const mustache = require('mustache');
const nunjucks = require('nunjucks');

mustache.escape = (text) => text.replace(/[<>&]/g, '');
const own = {};
own.escape = (text) => text;

const page = Handlebars.compile('<h1>{{title}}</h1>', { noEscape: false });
const environment = nunjucks.configure('views', { autoescape: true });

exports.render = (title) => page({ title }) + mustache.render('<p>{{title}}</p>', { title }) + environment.render('page.html', { title: own.escape(title) });
