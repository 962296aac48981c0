import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export class ReportStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new iam.Role(this, 'Report', { assumedBy: new iam.AnyPrincipal() });
//                                            ^^^^^^^^^^^^^^^^^^^^^^ Role `Report`: Anybody with an AWS account
    new iam.Role(this, 'Report1', { assumedBy: new iam.AccountPrincipal('210987654321') });
//                                                                      ^^^^^^^^^^^^^^ Role `Report1`: Everyone in account 210987654321 who
  }
}
