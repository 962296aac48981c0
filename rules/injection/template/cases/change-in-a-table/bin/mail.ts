import { App } from 'aws-cdk-lib';
import { MailStack } from '../lib/mail-stack';

new MailStack(new App(), 'MailStack');
