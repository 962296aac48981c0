const words = /^(\w+\s?)+$/;

exports.handler = async (event) => {
  const { title, tags, note } = JSON.parse(event.body);
  if (!words.test(title)) return { statusCode: 400 };
  //              ^^^^^ meets a regular expression that may take exponential time
  const list = tags.split(/(,|\s|;)*$/);
  const found = note.match(/<(.|\s)*>/);
  //            ^^^^ meets a regular expression that may take exponential time
  return { statusCode: 200, body: JSON.stringify([list.length, found]) };
};
