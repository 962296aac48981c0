const axios = require('axios');
const { failure } = require('./answers');

exports.handler = (event, context, callback) => {
  axios.get('https://api.example.com/orders')
    .then(({ data }) => callback(null, { statusCode: 200, body: JSON.stringify(data) }))
    .catch((error) => callback(null, failure(error)));
    //      ^^^^^ 1: is a caught error
    //                                       ^^^^^ 2: passed to `failure`
};
