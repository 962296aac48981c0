const { execSync } = require('child_process');

const reports = { daily: 'report --days 1', weekly: 'report --days 7' };

exports.handler = async (event) => {
  const { kind, days } = event.queryStringParameters;
  if (kind === 'daily' || kind === 'weekly') execSync(reports[kind]);
  execSync(`report --days ${parseInt(days, 10)}`);
  switch (kind) {
    case 'all':
      execSync(`report --kind ${kind}`);
      break;
    default:
  }
  return { statusCode: 204 };
};
