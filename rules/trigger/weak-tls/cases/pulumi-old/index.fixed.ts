import * as aws from '@pulumi/aws';

new aws.apigateway.DomainName('orders', {
  domainName: 'orders.example.com',
  regionalCertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a1b2',
  securityPolicy: 'TLS_1_2',
//                ^^^^^^^^^ Domain `orders` accepts TLS 1.0. Ask for TLS 1.2 or later
});
