import { verifyWebhookSignature } from './signature';

export const handler = async (event: { headers: Record<string, string>; body: string }) => {
  if (!(await verifyWebhookSignature(event.headers, event.body))) return { statusCode: 401 };
  return { statusCode: 204 };
};
