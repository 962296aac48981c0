const basicAuth = require('express-basic-auth');
const connect = require('basic-auth-connect');
const request = require('request');

exports.guard = basicAuth({ users: { admin: 'tuesday' } });
//                                          ^^^^^^^^^ The password of a user (given to `basicAuth`) stands in the code
exports.guarded = connect('admin', 'tuesday');
//                                 ^^^^^^^^^ The password of a user (given to `connect`)
exports.read = () => request('https://shop.example').auth('admin', 'tuesday');
//                                                                 ^^^^^^^^^ A password (given to `auth`)
exports.list = () => request('https://shop.example', { auth: { bearer: 'tuesday' } });
//                                                                     ^^^^^^^^^ A token (given to `request`)
exports.own = basicAuth({ users: { admin: process.env.ADMIN_PASSWORD } });
exports.asked = basicAuth({ authorizer: (name, password) => name === password });
