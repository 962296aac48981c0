const fastify = require('fastify');
const awsLambdaFastify = require('@fastify/aws-lambda');

const app = fastify();

app.get('/hello', async (request, reply) => {
  reply.type('text/html').send(`<h1>${request.query.name}</h1>`);
  //                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of an HTML page
});

app.get('/text', async (request, reply) => {
  reply.send(`Hello ${request.query.name}`);
});

exports.handler = awsLambdaFastify(app);
