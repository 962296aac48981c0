const password = '1212';
//               ^^^^^^ The value of `password` stands in the code
exports.database = { user: 'orders', pass: 'lisbon7' };
//                                         ^^^^^^^^^ The value of `pass`
exports.setup = (app) => app.set('dbPassword', 'summer2021');
//                                             ^^^^^^^^^^^^ The value of `dbPassword`
exports.password = password;
