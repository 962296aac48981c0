import { initializeApp } from 'firebase/app';

export const app = initializeApp({
  apiKey: '{{google-key.........................}}',
  authDomain: 'shop-dev.firebaseapp.com',
  projectId: 'shop-dev',
});
