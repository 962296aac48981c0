import { S3Client } from '@aws-sdk/client-s3';
import Stripe from 'stripe';

export const s3 = new S3Client({
  credentials: {
    accessKeyId: '{{aws-key-id......}}',
    //           ^^^^^^^^^^^^^^^^^^^^^^ An AWS access key
    secretAccessKey: '{{aws-secret-key......................}}',
    //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of `secretAccessKey`
  },
});

export const stripe = new Stripe('{{stripe-key................}}');
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A Stripe key

export const headers = { authorization: `token {{github-token........................}}` };
//                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A GitHub token

export const database = 'postgres://orders:{{random...}}@db.internal:5432/orders';
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A password in an address
