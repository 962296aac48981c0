import * as cdk from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class Orders extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const create = new NodejsFunction(this, 'Create', {
      entry: 'src/create.ts',
      environment: { DB_PASSWORD_SECRET_ID: 'db-password' },
      //                          ^^^^^^^^^^^^^^^^^ `DB_PASSWORD` gives `Create` a secret as plain text
    });
    create.addToRolePolicy(new iam.PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: ['arn:aws:secretsmanager:*:*:secret:db-password-*'],
    }));
  }
}
