import { App, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';

const app = new App();
const stack = new Stack(app, 'Orders');
const settings = app.node.tryGetContext(app.node.tryGetContext('stage'));
new Function(stack, 'Pay', { handler: 'pay.handler', runtime: Runtime.NODEJS_22_X, code: Code.fromAsset('src'), environment: { TABLE: settings.table } });
