const policy = (principalId, effect, resource) => {
  const statement = { Action: 'execute-api:Invoke', Effect: effect, Resource: resource };
  return { principalId, policyDocument: { Version: '2012-10-17', Statement: [statement] } };
};

exports.handler = async (event) => {
  if (event.authorizationToken === undefined) return policy('nobody', 'Deny', '*');
  const api = event.methodArn.split('/').slice(0, 2).join('/');
  return event.wide ? policy('user', 'Allow', `${api}/*`) : policy('user', 'Allow', event.methodArn);
};

exports.elsewhere = { Action: 's3:GetObject', Effect: 'Allow', Resource: '*' };
