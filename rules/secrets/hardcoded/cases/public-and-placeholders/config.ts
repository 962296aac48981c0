export const password = 'changeme';
export const apiKey = 'your-api-key-here1';
export const clientSecret = '<client secret 1>';
export const accessToken = 'xxxxxxxxxxxx1X';
export const secret = '${SECRET_1x}';
export const token = '{{token}}';
export const database = 'postgres://user:password@localhost:5432/orders';
export const templated = `postgres://orders:${process.env['DB_PASSWORD'] ?? ''}@db.internal/orders`;
export const example = 'AKIAIOSFODNN7EXAMPLE';
export const publicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw2XbLVQ0hGJwXhWfGvYxK9s4a1bC
-----END PUBLIC KEY-----`;
