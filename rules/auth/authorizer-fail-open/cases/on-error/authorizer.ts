declare function verify(token: string): Promise<{ sub: string }>;
declare function policy(principal: string, effect: 'Allow' | 'Deny', resource: string): object;

export const handler = async (event: { methodArn: string; authorizationToken: string }) => {
  try {
    const claims = await verify(event.authorizationToken);
    return { ...policy(claims.sub, 'Allow', event.methodArn), policyDocument: undefined };
  } catch (error) {
    console.error(error);
    return policy('unknown', 'Allow', event.methodArn);
    //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allows the call when the check has failed with an error
  }
};

export const simple = (event: { headers: Record<string, string> }) => verify(event.headers.authorization ?? '').then(() => ({ isAuthorized: true })).catch(() => ({ isAuthorized: true }));
//                                                                                                                                                                  ^^^^^^^^^^^^^^^^^^ failed with an error

export const byDefault = async (event: { methodArn: string; authorizationToken?: string }) => {
  let effect: 'Allow' | 'Deny' = 'Allow';
  //                             ^^^^^^^ begins with a yes
  if (event.authorizationToken === '') effect = 'Deny';
  return policy('user', effect, event.methodArn);
};
