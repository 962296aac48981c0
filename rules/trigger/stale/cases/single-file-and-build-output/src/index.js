exports.build = () => undefined;
