const merged = (all, more) => {
  for (const [name, list] of Object.entries(more)) all[name] = Array.isArray(all[name]) ? Array.from(new Set(all[name].concat(list))) : merged({ ...all[name] }, list);
  return all;
};

module.exports.search = async (event) => ({ statusCode: 200, body: JSON.stringify([JSON.parse(event.body), JSON.parse(event.queryStringParameters.more)].reduce(merged, {})) });
