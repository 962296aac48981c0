export const users = [
  { email: 'admin@shop.test', password: 'super123' },
  { email: process.env.ADMIN_EMAIL ?? 'root@shop.example', password: process.env.ADMIN_PASSWORD ?? 'wonder456' },
];

export const account = { email: 'jobs@orders.io', password: 'tr4vel-l1ght' };
//                                                          ^^^^^^^^^^^^^^ The value of `password`
