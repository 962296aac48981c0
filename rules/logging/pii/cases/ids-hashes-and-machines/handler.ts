import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { PhoneNumberUtil } from 'google-libphonenumber';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { id, email, phone, ipAddress, walletAddress, addressCount, repository } = JSON.parse(event.body ?? '{}');
  console.log('registered', id, createHash('sha256').update(email).digest('hex'));
  console.log('has a telephone', phone !== undefined, Boolean(email), email.length);
  console.log(`from ${ipAddress} to ${walletAddress}, ${addressCount}, ${repository.full_name}`);
  console.log('country', PhoneNumberUtil.getInstance().getRegionCodeForNumber(phone));
  const domain = email.split('@').pop();
  console.log('of', domain, email.split('@')[1], email.split('@').at(-1));
  return { statusCode: 204, body: JSON.stringify({ email }) };
};
