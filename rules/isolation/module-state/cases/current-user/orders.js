exports.find = async (user, count) => [{ user, count }];
