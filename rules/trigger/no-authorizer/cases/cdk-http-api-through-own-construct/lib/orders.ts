import { Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { Route } from './route';

export class Orders extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const api = new HttpApi(this, 'Api');
    for (const name of ['create', 'list']) {
      const route = new Route(this, name, { file: `${name}.ts` });
      api.addRoutes({ path: `/${name}`, methods: [HttpMethod.POST], integration: new HttpLambdaIntegration(name, route.handler) });
      //  ^^^^^^^^^ Anybody may call `POST /create` and `POST /list`
    }
  }
}
