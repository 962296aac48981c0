exports.send = async (token) => token.length;
