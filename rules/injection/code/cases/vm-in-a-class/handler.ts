import type { SNSEvent } from 'aws-lambda';
import { Rules } from './rules';

const rules = new Rules();

export const handler = async (event: SNSEvent) => {
  for (const record of event.Records) rules.apply(record.Sns.Message);
  //                                              ^^^^^^^^^^^^^^^^^^ 1: comes from the message
  //                                              ^^^^^^^^^^^^^^^^^^ 2: passed to `Rules.apply`
};
