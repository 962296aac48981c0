import { Stack, type StackProps } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export class NewsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const news = new Topic(this, 'News');
    const announce = new NodejsFunction(this, 'Announce', {
      entry: 'src/announce.ts',
      runtime: Runtime.NODEJS_22_X,
      environment: { TOPIC: news.topicArn },
    });
    Grant.addToPrincipal({ grantee: announce, actions: ['sns:Publish'], resourceArns: [news.topicArn] });
  }
}
