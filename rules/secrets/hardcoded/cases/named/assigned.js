const settings = {};
settings.secret = 'qwhsdkfjhwe';
//                ^^^^^^^^^^^^^ The value of `secret`
settings['apikey'] = '73104498216';
//                   ^^^^^^^^^^^^^ The value of `apikey`

exports.setup = (app) => app.config('API_KEY', 'wheatbarleyrye');
//                                             ^^^^^^^^^^^^^^^^ The value of `API_KEY`
exports.sign = (hmac) => hmac(process.env.JWT_SECRET || 'supersecret');
//                                                      ^^^^^^^^^^^^^ The value of `JWT_SECRET`
exports.settings = settings;
