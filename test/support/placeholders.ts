/**
 * Stand-ins for secrets in case files: `{{aws-key-id......}}`, with at least one dot, is replaced by a made-up value of a provider's shape and of
 * the stand-in's own length, so that columns stay and no file of the repository holds anything that looks like a secret.
 */

/** What a stand-in becomes: a prefix, and the alphabet that fills the rest of the length. */
const shapes: Readonly<Record<string, { readonly prefix: string; readonly alphabet: string; readonly suffix?: string }>> = {
  'aws-key-id': { prefix: 'AKIA', alphabet: 'Q3ZX7WPLM4KTN2RB' },
  'aws-secret-key': { prefix: '', alphabet: 'wJ7rXt9UnFEMIK7MDeNGbPx2fiCYqkT4sZhV0aQ' },
  'github-token': { prefix: 'ghp' + '_', alphabet: 'a8Kx2Lm9Qw4Er7Ty1Ui5Op3As6Df0Gh' },
  'slack-token': { prefix: 'xox' + 'b-', alphabet: '7391846205' },
  'stripe-key': { prefix: 'sk' + '_live_', alphabet: '4eC39HqLyjWDarjtT1zdp7dc' },
  'google-key': { prefix: 'AIza' + 'Sy', alphabet: 'D3kx9QwLm2Tn7Vb5Zc8Rf1Gh4Jp6' },
  'npm-token': { prefix: 'npm' + '_', alphabet: 'k3JdX9sLmQ2wE7rT5yU1iO8pA4' },
  'sendgrid-key': { prefix: 'SG' + '.', alphabet: 'n4Xk8Lq2Wz7Rt5Yv1Bp9Mc3' },
  'random': { prefix: '', alphabet: 'h7Gk2Pq9Zx4Vb8Nm3Lw6Tr1Yd5' },
  'hex': { prefix: '', alphabet: '9f3a7c1e5b8d2046' },
};

/** Throws on a name that has no shape, so that a typing error in a case shows. */
export function expandPlaceholders(text: string): string {
  return text.replace(/\{\{([a-z]+(?:-[a-z]+)*)\.+\}\}/g, (whole, name: string) => {
    const shape = shapes[name];
    if (shape === undefined) throw new Error(`no stand-in is called ${name}`);
    let value = shape.prefix;
    for (let i = 0; value.length < whole.length; i++) value += shape.alphabet[(i * 7 + Math.floor(i / shape.alphabet.length)) % shape.alphabet.length] ?? '';
    return value.slice(0, whole.length);
  });
}
