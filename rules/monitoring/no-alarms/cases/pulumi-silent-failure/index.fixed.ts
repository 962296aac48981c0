import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const orders = new aws.lambda.Function('orders', {
//                                     ^^^^^^^^ `index.ts` deploys functions and raises no alarm on their errors
  runtime: 'nodejs24.x',
  handler: 'orders.handler',
  code: new pulumi.asset.FileArchive('./src'),
  role: 'arn:aws:iam::123456789012:role/orders',
});
new aws.cloudwatch.MetricAlarm('orders-errors-alarm', {
  namespace: 'AWS/Lambda',
  metricName: 'Errors',
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
  dimensions: { FunctionName: orders.name },
});
