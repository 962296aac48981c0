import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import Handlebars from 'handlebars';

export const handler = async (event: DynamoDBStreamEvent) => {
  for (const record of event.Records) {
    const letter = unmarshall(record.dynamodb?.NewImage as never);
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^ 4: comes from the table's item
    post(Handlebars.compile(letter.text)({}), letter.kind);
//                          ^^^^^^^^^^^ 5: becomes the source of a template
//                          ^^^^^^^^^^^ `record.dynamodb.NewImage.text` (anyone can send it: ANY / has no authorizer, and `Write` writes `body.text` to table `Letters`)
  }
};

declare function post(text: string, kind: string): void;
