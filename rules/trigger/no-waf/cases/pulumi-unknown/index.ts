import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const api = new aws.apigateway.RestApi('orders');
const stage = new aws.apigateway.Stage('live', { restApi: api.id, stageName: 'live', deployment: 'abcde12345' });
if (config.requireBoolean('guarded')) new aws.wafv2.WebAclAssociation('live', { resourceArn: stage.arn, webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/a1b2' });
