/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
    new aws.cloudwatch.MetricAlarm('Errors', {
      namespace: process.env.SPACE,
      metricName: 'Errors',
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      threshold: 0,
    });
  },
});
