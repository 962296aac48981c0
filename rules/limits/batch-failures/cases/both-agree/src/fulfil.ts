import type { SQSEvent } from 'aws-lambda';
import { handleEach } from './each';

export const handler = async (event: SQSEvent) => handleEach(event, async (body) => body.length);
