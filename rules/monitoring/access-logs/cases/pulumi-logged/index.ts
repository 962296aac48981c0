import * as aws from '@pulumi/aws';

new aws.apigatewayv2.Stage('live', {
  apiId: 'abcde12345',
  accessLogSettings: { destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:orders', format: '$context.requestId' },
});
