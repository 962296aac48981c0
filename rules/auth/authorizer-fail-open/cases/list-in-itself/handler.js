// A list that is put into itself is followed once.
let effects = [];
effects = [effects, 'Deny'];

const statementOf = (effect) => ({ Action: 'execute-api:Invoke', Effect: effect, Resource: '*' });

exports.handler = async (event) => {
  try {
    return { principalId: event.authorizationToken, policyDocument: { Version: '2012-10-17', Statement: [statementOf(effects)] } };
  } catch (error) {
    return { principalId: 'nobody', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effects, Resource: '*' }] } };
  }
};
