import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const openai = new OpenAI();
const anthropic = new Anthropic();
const bedrock = new BedrockRuntimeClient({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const { role, question } = JSON.parse(event.body ?? '{}');
  const one = await openai.chat.completions.create({ model: 'gpt', messages: [{ role: 'system', content: `You are ${role}.` }, { role: 'user', content: question }] });
  //                                                                                                     ^^^^^^^^^^^^^^^^^^ `body.role` (the trigger is assumed: no template names this handler) becomes part of a system prompt
  const two = await anthropic.messages.create({ model: 'claude', max_tokens: 100, system: 'You are ' + role, messages: [{ role: 'user', content: question }] });
  //                                                                                      ^^^^^^^^^^^^^^^^^ becomes part of a system prompt
  const three = await bedrock.send(new ConverseCommand({ modelId: 'nova', system: [{ text: `You are ${role}.` }], messages: [{ role: 'user', content: [{ text: question }] }] }));
  //                                                                                       ^^^^^^^^^^^^^^^^^^ becomes part of a system prompt
  return { statusCode: 200, body: JSON.stringify([one.choices, two.content, three.output]) };
};
