import * as aws from '@pulumi/aws';

const api = new aws.apigateway.RestApi('orders');
const stage = new aws.apigateway.Stage('live', { restApi: api.id, stageName: 'live', deployment: 'abcde12345' });
//                                     ^^^^^^ API stage `live` stands on the internet without a web application firewall
