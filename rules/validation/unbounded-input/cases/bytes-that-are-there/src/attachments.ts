import type { APIGatewayProxyEvent } from 'aws-lambda';

async function bytesOf(attachment: { content: ArrayBuffer }): Promise<ArrayBuffer> {
  return attachment.content;
}

export const handler = async (event: APIGatewayProxyEvent) => {
  const { attachments } = JSON.parse(event.body ?? '{}');
  const content = await bytesOf(attachments[0]);
  const bytes = new Uint8Array(content);
  return { statusCode: 200, body: String(bytes.byteLength) };
};
