import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi, JsonSchemaType } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const create = new Function(this, 'Create', {
      code: Code.fromAsset('.'),
      handler: 'src/create.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    const api = new RestApi(this, 'Api');
    const orders = api.root.addResource('orders');
    orders.addMethod('POST', new LambdaIntegration(create), {
      requestModels: { 'application/json': api.addModel('CreatePostBody', {
        schema: {
          type: JsonSchemaType.OBJECT,
          required: ['sku', 'count', 'lines'],
          properties: {
            sku: { type: JsonSchemaType.STRING },
            count: { type: JsonSchemaType.NUMBER },
            note: { type: JsonSchemaType.STRING },
            lines: {
              type: JsonSchemaType.ARRAY,
              items: {
                type: JsonSchemaType.OBJECT,
                required: ['sku'],
                properties: { sku: { type: JsonSchemaType.STRING } },
              },
            },
          },
        },
      }) },
      requestValidatorOptions: { validateRequestBody: true },
    });
    //     ^^^^^^^^^ API `Api` passes every body on to `POST /orders`
  }
}
