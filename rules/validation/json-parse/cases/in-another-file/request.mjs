export function bodyOf(event) {
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  return JSON.parse(text);
  //                ^^^^ `body` (the trigger is assumed: no template names this handler) is parsed as JSON and nothing catches text that is none: the caller gets a server error
}
