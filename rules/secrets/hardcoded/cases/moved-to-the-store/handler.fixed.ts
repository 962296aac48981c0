import { send } from './mail';
import { secretText } from './secret-text';

export const handler = async (event: { body: string }) => {
  const apiKey = await secretText('api-key');
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of `apiKey` stands in the code, where everybody who can read the repository or the deployed package has it
  await send(apiKey, event.body);
  return { statusCode: 202 };
};
