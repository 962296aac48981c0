exports.list = async () => [];
exports.read = async () => null;
exports.count = async () => 0;
exports.other = async () => undefined;
