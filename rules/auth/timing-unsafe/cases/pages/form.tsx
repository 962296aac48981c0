import { useState } from 'react';

export function Settings({ current }: { current: { password: string } }) {
  const [password, setPassword] = useState('');
  const changed = current.password !== password;
  return <input value={password} onChange={(event) => setPassword(event.target.value)} className={changed ? 'changed' : ''} />;
}
