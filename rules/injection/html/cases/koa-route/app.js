const Koa = require('koa');
const route = require('koa-route');
const serverless = require('serverless-http');

const app = new Koa();
app.use(route.get('/orders/:name', (context, name) => {
  context.type = 'html';
  context.body = `<h1>${name}</h1>`;
  //             ^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
}));
app.use(route.get('/orders', (context) => {
  context.body = { name: context.query.name };
}));
module.exports.handler = serverless(app);
