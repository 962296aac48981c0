/** The bot's token is what is signed with the constant; the result is the key. */
export async function keyOf(token: string): Promise<ArrayBuffer> {
  const prescribed = await crypto.subtle.importKey('raw', new TextEncoder().encode('WebAppData'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return crypto.subtle.sign('HMAC', prescribed, new TextEncoder().encode(token));
}
