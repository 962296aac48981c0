import { ClientSecretCredential, DefaultAzureCredential } from '@azure/identity';
import { Octokit } from '@octokit/rest';
import sendgrid from '@sendgrid/mail';
import OpenAI from 'openai';
import Stripe from 'stripe';
import twilio from 'twilio';

export const azure = new DefaultAzureCredential();
export const other = new ClientSecretCredential('tenant', 'client', process.env.CLIENT_SECRET ?? '');
export const github = new Octokit();
sendgrid.setApiKey(String(process.env.SENDGRID_KEY));
export const model = new OpenAI({ apiKey: 'your-api-key' });
export const bill = async (key: () => Promise<string>) => new Stripe(await key());
export const phone = twilio('AC-of-orders', process.env.TWILIO_TOKEN);
