import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import * as path from 'node:path';

export class Route extends Construct {
  readonly handler: NodejsFunction;

  constructor(scope: Construct, id: string, { file }: { file: string }) {
    super(scope, id);
    this.handler = new NodejsFunction(this, 'Handler', { entry: path.join(__dirname, '..', 'src', file) });
  }
}
