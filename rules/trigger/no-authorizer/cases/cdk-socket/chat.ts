import { Stack, type StackProps } from 'aws-cdk-lib';
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class ChatStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const join = new Function(this, 'Join', { runtime: Runtime.NODEJS_22_X, handler: 'join.handler', code: Code.fromAsset('src') });
    new WebSocketApi(this, 'Open', { connectRouteOptions: { integration: new WebSocketLambdaIntegration('Open', join) } });
    //                               ^^^^^^^^^^^^^^^^^^^ Anybody may call `WebSocket $connect` (`Join`)
    new WebSocketApi(this, 'Guarded', { connectRouteOptions: { integration: new WebSocketLambdaIntegration('Guarded', join), authorizer: new WebSocketIamAuthorizer() } });
  }
}
