exports.handler = async (event) => {
  switch (event.Step) {
    case 'createSecret': return create(event.SecretId, event.ClientRequestToken);
    case 'finishSecret': return finish(event.SecretId, event.ClientRequestToken);
    default: return undefined;
  }
};

async function create() {
  return 'created';
}

async function finish() {
  return 'finished';
}
