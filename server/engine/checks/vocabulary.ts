/** Names of CloudFormation's vocabulary that checkers themselves must know; all others stand in the rules' parameters. */

export const bucketType = 'AWS::S3::Bucket';

export const bucketPolicyType = 'AWS::S3::BucketPolicy';

export const keyType = 'AWS::KMS::Key';

/** What a reference to the account's number refers to. */
export const accountReference = 'AWS::AccountId';
