import { send } from 'example-mailer';
import * as everything from '@aws-sdk/client-dynamodb';

export async function handler(event: { id: string }) {
  return send(everything, event.id);
}
