import { generateText } from 'ai';
import OpenAI from 'openai';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const openai = new OpenAI();
const roles: Record<string, string> = { cook: 'You are a cook.', guide: 'You are a guide.' };

export const handler = async (event: APIGatewayProxyEvent) => {
  const { role, question } = JSON.parse(event.body ?? '{}');
  const one = await openai.chat.completions.create({ model: 'gpt', messages: [{ role: 'system', content: roles[role] ?? 'You are kind.' }, { role: 'user', content: question }] });
  const { text } = await generateText({ model: 'gpt', system: 'You are kind.', prompt: question });
  return { statusCode: 200, body: JSON.stringify([one.choices, text]) };
};
