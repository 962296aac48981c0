exports.keep = async (hook) => global.store.put('hooks', hook);
