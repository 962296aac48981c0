exports.load = async (file) => file;
