const dbPassword = '{{random......}}';
//                 ^^^^^^^^^^^^^^^^^^ The value of `dbPassword`

const config = {
  user: 'orders',
  password: '{{random......}}',
  //        ^^^^^^^^^^^^^^^^^^ The value of `password`
  'api-key': '{{hex...........................}}',
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of `api-key`
};

const signingKey = process.env.SIGNING_KEY || '{{random..........}}';
//                                            ^^^^^^^^^^^^^^^^^^^^^^ The value of `signingKey`

config.clientSecret = process.env.PRODUCTION ? undefined : '{{random..........}}';
//                                                         ^^^^^^^^^^^^^^^^^^^^^^ The value of `clientSecret`

module.exports = { config, connect: (token = '{{hex...........................}}') => [dbPassword, signingKey, token] };
//                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of `token`
