import { createTransport } from 'nodemailer';

/** The emulator's own server; nothing leaves the machine. */
export const local = createTransport({ host: '127.0.0.1', port: 8132, tls: { rejectUnauthorized: false } });
export const remote = createTransport({
  host: 'mail.shop.example.com',
  tls: { rejectUnauthorized: false },
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^ `rejectUnauthorized` is off
});
