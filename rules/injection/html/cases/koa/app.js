const Koa = require('koa');
const Router = require('@koa/router');
const serverless = require('serverless-http');

const router = new Router();

router.get('/hello', async (ctx) => {
  ctx.body = `<h1>Hello ${ctx.query.name}</h1>`;
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
});

// A text that begins with `<` is a page to Koa.
router.get('/echo', async (ctx) => {
  ctx.body = ctx.query.name;
  //         ^^^^^^^^^^^^^^ becomes part of an HTML page
});

router.get('/text', async (ctx) => {
  ctx.body = 'Hello ' + ctx.query.name;
});

router.get('/json', async (ctx) => {
  ctx.body = { name: ctx.query.name };
});

module.exports.handler = serverless(new Koa().use(router.routes()));
