const settings = {};

exports.handler = async (event) => {
  const { group, name, value } = JSON.parse(event.body);
  //                                        ^^^^^^^^^^ 1: comes from the request body
  settings[group] ??= {};
  settings[group][name] = value;
  //       ^^^^^ `body.group` (the trigger is assumed: no template names this handler) chooses which properties are written
  return { statusCode: 204 };
};
