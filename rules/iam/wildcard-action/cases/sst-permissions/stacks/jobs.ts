import { Function, type StackContext } from 'sst/constructs';

export function JobStack({ stack }: StackContext) {
  new Function(stack, 'Everything', {
    handler: 'src/orders.handler',
    permissions: ['dynamodb'],
    //            ^^^^^^^^^^ `Everything`
  });
}
