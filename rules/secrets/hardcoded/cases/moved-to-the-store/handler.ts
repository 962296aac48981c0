import { send } from './mail';

export const handler = async (event: { body: string }) => {
  const apiKey = '{{sendgrid-key....................................................}}';
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of `apiKey` stands in the code, where everybody who can read the repository or the deployed package has it
  await send(apiKey, event.body);
  return { statusCode: 202 };
};
