// What the user pool has just answered, taken apart by hand.
import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';

const users = new CognitoIdentityProviderClient({});

export async function signInByHand(name: string, password: string, IdTokenOfBefore: string) {
  const answer = await users.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: process.env.CLIENT_ID, AuthParameters: { USERNAME: name, PASSWORD: password } }));
  const { AccessToken, IdToken: own } = answer.AuthenticationResult ?? {};
  const now = own?.split('.')[1];
  const before = IdTokenOfBefore.split('.')[1];
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^ without checking its signature
  return { AccessToken, now: Buffer.from(now ?? '', 'base64'), before: Buffer.from(before ?? '', 'base64') };
}
