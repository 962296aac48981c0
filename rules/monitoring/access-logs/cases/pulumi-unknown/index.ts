import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.apigatewayv2.Stage('live', {
  apiId: 'abcde12345',
  accessLogSettings: config.requireObject('accessLog'),
});
