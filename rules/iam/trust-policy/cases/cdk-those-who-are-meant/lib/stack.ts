import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export class ReportStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new iam.Role(this, 'Report', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    new iam.Role(this, 'Report1', { assumedBy: new iam.AccountRootPrincipal() });
    new iam.Role(this, 'Report2', { assumedBy: new iam.ArnPrincipal('arn:aws:iam::210987654321:role/report-reader') });
  }
}
