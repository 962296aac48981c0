declare function verify(token: string): Promise<{ sub: string }>;

export const handler = async (event: { headers: Record<string, string> }) => {
  let isAuthorized = false;
  try {
    await verify(event.headers.authorization ?? '');
    isAuthorized = true;
  } catch (error) {
    console.error(error);
    return { isAuthorized: false };
  }
  return { isAuthorized };
};

export const policy = (resource: string) => ({ policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: resource }] } });
