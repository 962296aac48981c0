declare function verify(token: string): Promise<{ sub: string }>;

export const handler = async (event: { methodArn: string; authorizationToken: string }) => {
  const claims = await verify(event.authorizationToken);
  return {
    principalId: claims.sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
      //                                                                     ^^^ allows every method of every API of the account
    },
  };
};
