exports.failure = (error) => ({ statusCode: 502, body: JSON.stringify({ reason: error.message }) });
//                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `error.message` is sent to the caller
