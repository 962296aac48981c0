import { Stack } from 'aws-cdk-lib';
import { JsonSchemaType, LambdaIntegration, Model, RequestValidator, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const create = new NodejsFunction(this, 'Create', { entry: 'src/create.ts' });
    const api = new RestApi(this, 'Api');
    const order = new Model(this, 'Order', { restApi: api, schema: { type: JsonSchemaType.OBJECT, required: ['id', 'note'] } });
    api.root.addMethod('POST', new LambdaIntegration(create), {
      requestModels: { 'application/json': order },
      requestValidator: new RequestValidator(this, 'Validator', { restApi: api, validateRequestBody: this.node.tryGetContext('checked') }),
    });
  }
}
