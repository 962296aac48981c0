import { safeLoad, loadAll } from 'js-yaml';
import type { SNSEvent } from 'aws-lambda';

export const handler = async (event: SNSEvent) => {
  const documents: unknown[] = [];
  for (const record of event.Records) {
    documents.push(safeLoad(record.Sns.Message, { filename: 'message' }));
    //                  ^^^^^^^^^^^^^^^^^^ 1: comes from the message
    //                  ^^^^^^^^^^^^^^^^^^ `record.Sns.Message` (the trigger is assumed: no template names this handler) is read as YAML that can build functions
    loadAll(record.Sns.Message, (document) => documents.push(document));
    //      ^^^^^^^^^^^^^^^^^^ 1: comes from the message
    //      ^^^^^^^^^^^^^^^^^^ `record.Sns.Message` (the trigger is assumed: no template names this handler) is read as YAML that can build functions
  }
  if (documents.length === 0) throw new Error('There is no document');
};
