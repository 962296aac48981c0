import { exec } from 'node:child_process';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { generateText } from 'ai';
import { Pool } from 'pg';

const bedrock = new BedrockRuntimeClient({});
const anthropic = new Anthropic();
const openai = new OpenAI();
const pool = new Pool();

export const queryHandler = async (event) => {
  const { text } = await generateText({ model: 'small', prompt: `Write SQL for: ${event.body}` });
  const { rows } = await pool.query(text);
  //                                ^^^^ the model’s answer becomes part of a SQL statement
  return { statusCode: 200, body: JSON.stringify(rows) };
};

export const handler = async (event) => {
  const messages = [{ role: 'user', content: event.body }];
  const chat = await openai.chat.completions.create({ model: 'small', messages });
  const rows = await pool.query(`SELECT * FROM orders WHERE ${chat.choices[0].message.content}`);
  //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the model’s answer becomes part of a SQL statement
  const message = await anthropic.messages.create({ model: 'small', max_tokens: 100, messages });
  const steps = JSON.parse(message.content[0].text);
  for (const step of steps) exec(step.command);
  //                             ^^^^^^^^^^^^ the model’s answer becomes part of a shell command
  const answer = await bedrock.send(new ConverseCommand({ modelId: 'small', messages }));
  const said = answer.output.message.content[0].text.trim();
  return { statusCode: 200, body: JSON.stringify([rows, eval(said)]) };
  //                                                         ^^^^ the model’s answer runs as code
};
