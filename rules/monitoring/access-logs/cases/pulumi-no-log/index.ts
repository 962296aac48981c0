import * as aws from '@pulumi/aws';

new aws.apigatewayv2.Stage('live', {
//                         ^^^^^^ API stage `live` keeps no access log, so nobody can tell who called what
  apiId: 'abcde12345',
});
