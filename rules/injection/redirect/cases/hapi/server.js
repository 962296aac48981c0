const Hapi = require('@hapi/hapi');
const Joi = require('joi');

exports.init = async () => {
  const server = Hapi.server({ port: 3000 });
  server.route({
    method: 'GET',
    path: '/leave',
    handler: (request, h) => h.redirect(request.query.url),
    //                                  ^^^^^^^^^^^^^^^^^ chooses where the caller is sent
  });
  server.route([
    {
      method: 'GET',
      path: '/login',
      options: {
        auth: false,
        handler(request, h) {
          return h.redirect(request.query.next).temporary();
          //                ^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
        },
      },
    },
    {
      method: 'GET',
      path: '/order',
      options: { validate: { query: Joi.object({ id: Joi.string().guid() }) } },
      handler: (request, h) => h.redirect(`/orders/${request.query.id}`),
    },
  ]);
  await server.start();
};
