/** Small applications for the protocol tests. */

/** One function with one statement. */
export function template({ action, environment = '' }: { readonly action: string; readonly environment?: string }): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: greet.handler
      Runtime: nodejs22.x
${environment}      Policies:
        - Statement:
            - Effect: Allow
              Action: '${action}'
              Resource: arn:aws:s3:::greetings/*
`;
}
