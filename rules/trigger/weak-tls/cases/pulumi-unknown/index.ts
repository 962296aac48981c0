import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

new aws.apigateway.DomainName('orders', {
  domainName: 'orders.example.com',
  regionalCertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a1b2',
  securityPolicy: config.require('policy'),
});
