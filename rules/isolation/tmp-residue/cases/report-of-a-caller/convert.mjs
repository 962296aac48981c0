export const convert = async (path) => path.length;
