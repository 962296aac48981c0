export async function send(key: string, text: string): Promise<void> {
  await fetch('https://mail.example.com/send', { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: text });
}
