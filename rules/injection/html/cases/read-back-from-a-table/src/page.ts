import { Entries } from './entries';

const entries = new Entries(process.env.ENTRIES!);
const notices = new Entries(process.env.NOTICES!);

export const handler = async () => {
  const list = (await entries.all()).map((entry) => `<li>${entry.name}</li>`);
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 5: is read back from the table
  const rated = (await entries.all()).map((entry) => `<li>${entry.stars}: ${entry.text}</li>`);
  const [notice] = await notices.all();
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/html' },
    body: `<ul>${list.join('')}</ul><ul>${rated.join('')}</ul><p>${notice?.name}</p>`,
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7: becomes part of an HTML page
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Items[].name` (anyone can send it: POST /entries has no authorizer, and `sign` writes `body.name` to table `Entries`)
  };
};
