const headers = { Authorization: 'Basic {{random............}}' };
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The credential in `Authorization`
exports.get = (url) => fetch(url, { headers });
exports.other = (url, token) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
exports.third = (url) => fetch(url, { headers: { authorization: 'Bearer your-token-here' } });
exports.scheme = { Authorization: 'Bearer realm' };
