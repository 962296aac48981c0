/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app() {
    return { name: 'shop', home: 'aws' };
  },
  async run() {
    new sst.aws.Function('Orders', { handler: 'src/orders.handler' });
//                       ^^^^^^^^ `sst.config.ts` deploys functions and raises no alarm on their errors, their throttles or
    new aws.cloudwatch.MetricAlarm('Errors', {
      namespace: 'Shop',
      metricName: 'Errors',
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      threshold: 0,
    });
  },
});
