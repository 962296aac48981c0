exports.store = async (count) => {
  const started = console.time('store');
  return [started, count, console.error('stored', count)];
  //                      ^^^^^^^^^^^^^ Log by the project's logger
};
