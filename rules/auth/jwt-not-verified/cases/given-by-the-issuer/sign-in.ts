import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import jwt from 'jsonwebtoken';

const pool = new CognitoIdentityProviderClient({});

export async function signIn(name: string, password: string) {
  const answer = await pool.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: process.env.CLIENT_ID, AuthParameters: { USERNAME: name, PASSWORD: password } }));
  return jwt.decode(answer.AuthenticationResult!.IdToken!);
}
