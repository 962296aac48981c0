import { ClientSecretCredential } from '@azure/identity';
import { Octokit } from '@octokit/rest';
import sendgrid from '@sendgrid/mail';
import OpenAI from 'openai';
import request from 'superagent';
import twilio from 'twilio';

export const azure = new ClientSecretCredential(process.env.TENANT ?? '', process.env.CLIENT ?? '', 'lamp.of.lisbon');
//                                                                                                  ^^^^^^^^^^^^^^^^ A client's secret (given to `ClientSecretCredential`)
export const github = new Octokit({ auth: 'window-of-lisbon' });
//                                        ^^^^^^^^^^^^^^^^^^ A token of GitHub
sendgrid.setApiKey('door-of-lisbon');
//                 ^^^^^^^^^^^^^^^^ The key of a mail account
export const model = new OpenAI({ apiKey: process.env.OPENAI_KEY ?? 'house-of-lisbon' });
//                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key of a service
export const rates = () => request.get('https://rates.example.net/').auth('orders', 'tram#lisbon');
//                                                                                  ^^^^^^^^^^^^^ A password
export const phone = twilio(process.env.TWILIO_ACCOUNT ?? '', 'river-of-lisbon');
//                                                            ^^^^^^^^^^^^^^^^^ The key of a service
