const settings = {};

exports.handler = async (event) => {
  const { group, name, value } = JSON.parse(event.body);
  //                                        ^^^^^^^^^^ 1: comes from the request body
  settings[group] ??= {};
  settings[safeKey(group)][name] = value;
  //       ^^^^^ `body.group` (the trigger is assumed: no template names this handler) chooses which properties are written
  return { statusCode: 204 };
};

/** The name of a property; throws where it leads to what all objects share. */
function safeKey(name) {
  if (['__proto__', 'constructor', 'prototype'].includes(String(name))) throw new Error('The name is not allowed');
  return name;
}
