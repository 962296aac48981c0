const policy = (principalId, effect, resource) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
});

exports.handler = async (event) => {
  if (!event.authorizationToken) return policy('nobody', 'Deny', '*');
  return policy('user', 'Allow', '*');
  //                             ^^^ allows every method of every API
};
