/** Tells secrets from other texts: by shape, by the name they are given to, by how random they are. Knows neither templates nor code. */
import { span, type Span } from '../text/span';
import { WordList } from '../text/words';

/** `rules/models/secrets.yaml`, compiled. */
export interface SecretKnowledge {
  readonly patterns: readonly Pattern[];
  /** Words by which a text is told from those that hold no secret. */
  readonly hints: WordList;
  readonly urlPassword: RegExp;
  readonly urlParameter: RegExp;
  /** Each a list of lower-case words. */
  readonly secretNames: readonly (readonly string[])[];
  /** Names of passwords: a literal with a digit is one, however short. */
  readonly passwordNames: readonly (readonly string[])[];
  /** Names of keys and secrets whose literal may be any word. */
  readonly plainNames: readonly (readonly string[])[];
  readonly addressNames: readonly (readonly string[])[];
  readonly harmlessNames: readonly (readonly string[])[];
  readonly trailing: ReadonlySet<string>;
  readonly placeholderWords: readonly string[];
  readonly placeholders: ReadonlySet<string>;
  readonly pages: Pages;
}

/** A field that every page shows to whoever opens it, known by those that stand beside it. */
interface Pages {
  readonly field: string;
  readonly beside: readonly string[];
}

interface Pattern {
  readonly name: string;
  /** Lower case; without one of them a text has no match. */
  readonly keywords: readonly string[];
  readonly expression: RegExp;
  readonly entropy: number;
}

/** A credential found in a text. */
export interface SecretMatch {
  /** What a person calls it: "Stripe key", "password in an address". */
  readonly what: string;
  /** Of the secret itself, in the text that was searched. */
  readonly span: Span;
}

interface SecretModel {
  readonly patterns: readonly { readonly name: string; readonly keywords: readonly string[]; readonly pattern: string; readonly entropy?: number }[];
  readonly urlPassword: string;
  readonly urlParameter: string;
  readonly pages: Pages;
  readonly names: { readonly secret: readonly string[]; readonly password: readonly string[]; readonly plain: readonly string[]; readonly address: readonly string[]; readonly harmless: readonly string[]; readonly trailing: readonly string[] };
  readonly placeholders: { readonly words: readonly string[]; readonly whole: readonly string[] };
}

/** Compiles the model once per identity: callers keep the result in the snapshot's memo. */
export function compileSecrets(model: object): SecretKnowledge {
  const { patterns, urlPassword, urlParameter, pages, names, placeholders } = model as SecretModel;
  return {
    hints: new WordList([...patterns.flatMap(({ keywords }) => keywords.map((word) => word.toLowerCase())), ...names.secret.flatMap(wordsOf), authorization, '://']),
    patterns: patterns.map(({ name, keywords, pattern, entropy = 0 }) => ({ name, keywords: keywords.map((word) => word.toLowerCase()), expression: new RegExp(pattern, 'dg'), entropy })),
    urlPassword: new RegExp(urlPassword, 'dgi'),
    urlParameter: new RegExp(urlParameter, 'dgi'),
    secretNames: names.secret.map(wordsOf),
    passwordNames: names.password.map(wordsOf),
    plainNames: names.plain.map(wordsOf),
    addressNames: names.address.map(wordsOf),
    harmlessNames: names.harmless.map(wordsOf),
    trailing: new Set(names.trailing),
    placeholderWords: placeholders.words,
    placeholders: new Set(placeholders.whole),
    pages,
  };
}

/** Every provider-shaped credential, private key and password in an address; in order, placeholders left out. `hints`: what the text has of `knowledge.hints`. */
export function secretsIn(text: string, knowledge: SecretKnowledge, hints = knowledge.hints.foundIn(text)): readonly SecretMatch[] {
  if (hints.size === 0) return [];
  const found: SecretMatch[] = [];
  for (const { name, keywords, expression, entropy } of knowledge.patterns) {
    if (!keywords.some((keyword) => hints.has(keyword))) continue;
    for (const match of text.matchAll(expression)) {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [match.index, match.index];
      const secret = text.slice(start, end);
      if (entropyOf(secret) >= entropy && !isPlaceholder(secret, knowledge)) found.push({ what: name, span: span(start, end) });
    }
  }
  if (hints.has('://')) {
    for (const match of text.matchAll(knowledge.urlPassword)) {
      const [start, end] = match.indices?.[1] ?? [match.index, match.index];
      const password = text.slice(start, end);
      if (!onThisMachine.test(text.slice(end)) && !isPlaceholder(password, knowledge) && !/^[$%{<*]|^(?:user(?:name)?|pass(?:word)?|pw|postgres|root|admin|guest|mysql|mongo|redis)$/i.test(password)) found.push({ what: 'password in an address', span: span(start, end) });
    }
    for (const match of text.matchAll(knowledge.urlParameter)) {
      const [start, end] = match.indices?.[1] ?? [match.index, match.index];
      const secret = text.slice(start, end);
      if (isRandom(secret) && !isPlaceholder(secret, knowledge) && !found.some((one) => one.span.start === start)) found.push({ what: 'secret in an address', span: span(start, end) });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Letters and digits without an order; ids, and keys that pages show to everybody, are no secrets. */
function isRandom(text: string): boolean {
  return /\d/.test(text) && /[a-z]/i.test(text) && entropyOf(text) >= 3 && !/^[\da-f]{8}(?:-[\da-f]{4}){3}-|^pk[._]|^[a-z]+[-_]?\d{1,4}$/i.test(text);
}

/** What follows the password of a server that a developer runs for himself. */
const onThisMachine = /^@(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?![\w.-])/i;

const authorization = 'authorization';

/** False where nothing in a text with these hints has a name by which it could be a secret. */
export function mayNameSecrets(hints: ReadonlySet<string>, knowledge: SecretKnowledge): boolean {
  return hints.has(authorization) || knowledge.secretNames.some((words) => words.every((word) => hints.has(word)));
}

/** True if things of this name hold secrets: `DB_PASSWORD`, `stripeApiKey`; not `PASSWORD_MIN_LENGTH`, `TOKEN_URL`, `SECRET_ARN`. */
export function isSecretName(name: string, knowledge: SecretKnowledge): boolean {
  // Most names have none of the words, and are not taken apart.
  if (knowledge.hints.foundIn(name).size === 0) return false;
  const words = significantWords(name, knowledge);
  if (knowledge.harmlessNames.some((harmless) => includesRun(words, harmless))) return false;
  return knowledge.secretNames.some((secret) => endsWithRun(words, secret));
}

/**
 * True if a literal that is given to a thing of this secret's name is a secret: not a placeholder, a reference, a path, a
 * name of a secret, an address without a password, a number or a sentence.
 */
export function isSecretValue(name: string, value: string, knowledge: SecretKnowledge): boolean {
  if (secretsIn(value, knowledge).length > 0) return true;
  const words = significantWords(name, knowledge);
  if (knowledge.addressNames.some((address) => endsWithRun(words, address))) return /(?:^|[;?&\s])(?:password|pwd)=(?![$%{<*])[^;&\s]{3,}/i.test(value) && !isPlaceholder(value, knowledge);
  if (value.length < 4 || value.length > 4096 || isPlaceholder(value, knowledge)) return false;
  if (/\s/.test(value.trim()) || /^[\d.,+-]+$/.test(value) || foreignLetters.test(value)) return false;
  if (/[$#%]\{|\{\{|^<.*>$|^\[.*\]$|^%.*%$|^\$[A-Za-z_(]/.test(value)) return false;
  if (/^(?:arn:|https?:|wss?:|ssm:|s3:|\/|\.{1,2}\/|process\.env|env[.:]|@Microsoft\.(?:KeyVault|AppConfiguration)\()/i.test(value) || /^[\w.+-]+@[\w-]+\.[\w.]+$/.test(value)) return false;
  return !namesASecret(name, value, knowledge);
}

/** Letters that no generator of secrets takes: it is a word of some language. */
const foreignLetters = /[^\p{ASCII}]/u;

/** True for a literal given to a thing of a password's name that looks like what people choose as passwords: no blank, a digit in it. */
export function isPassword(name: string, value: string, knowledge: SecretKnowledge): boolean {
  if (!isPasswordName(name, knowledge)) return false;
  return /^[^\s{}<>$[\]()/\\]{4,40}$/.test(value) && /\d/.test(value) && !/^\d{1,2}[a-z]+$/.test(value) && !foreignLetters.test(value) && !isPlaceholder(value, knowledge) && !namesASecret(name, value, knowledge);
}

/** True if things of this name hold passwords. */
export function isPasswordName(name: string, knowledge: SecretKnowledge): boolean {
  const words = significantWords(name, knowledge);
  return knowledge.passwordNames.some((password) => endsWithRun(words, password)) && !knowledge.harmlessNames.some((harmless) => includesRun(words, harmless));
}

/** A secret's name is not enough where people write freely: messages, field names, types and words for tests are given to such names all the time. */
export function isNamedSecret(name: string, text: string, knowledge: SecretKnowledge): boolean {
  if (text.length < 6 || !isSecretName(name, knowledge) || !isSecretValue(name, text, knowledge)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d\s_.:/-]/].filter((kind) => kind.test(text)).length;
  return kinds >= 3 || (kinds >= 2 && /\d/.test(text) && entropyOf(text) >= 2.5) || (text.length >= 20 && entropyOf(text) >= 3.8 && !/[_./:-]/.test(text));
}

/**
 * A literal that is surely the value of a thing, not a message about it or its name in a store: where the thing is called nothing but a secret or key,
 * letters alone or digits alone are one too. What speaks of a secret itself is the name of one.
 */
export function isAssignedSecret(name: string, text: string, knowledge: SecretKnowledge): boolean {
  const words = significantWords(name, knowledge);
  if (!knowledge.plainNames.some((plain) => endsWithRun(words, plain)) || knowledge.harmlessNames.some((harmless) => includesRun(words, harmless))) return false;
  return /^(?:[A-Za-z]{10,64}|\d{8,64})$/.test(text) && !isPlaceholder(text, knowledge) && !/key|token|pass|cred|auth|(?<!super)secret/i.test(text);
}

/** What follows the scheme in a literal header `Authorization`, where it looks like a credential: `Basic …`, `Bearer …`. */
export function isAuthorization(name: string, text: string, knowledge: SecretKnowledge): boolean {
  const [, scheme = '', credential] = /^(basic|bearer|token|apikey) ([\w.~+/=-]{8,})$/i.exec(text) ?? [];
  if (credential === undefined || !/^(?:proxy-?)?authorization$/i.test(name) || isPlaceholder(credential, knowledge)) return false;
  return isNamedSecret('token', credential, knowledge) || (/^basic$/i.test(scheme) && /^[A-Za-z\d+/]{8,}={0,2}$/.test(credential) && credential.length % 4 === 0);
}

/** What people write where a secret will stand. */
export function isPlaceholder(value: string, knowledge: SecretKnowledge): boolean {
  const lower = value.trim().toLowerCase();
  if (knowledge.placeholders.has(lower) || /^(.)\1*$/.test(lower)) return true;
  if (knowledge.placeholderWords.some((word) => lower.includes(word))) return true;
  return (lower.length <= 24 && isSequence(lower)) || isAlphabet(lower) || unsigned.test(value) || /[_-]123[_-](?:[a-z]+[_-])?(?:456|abc|xyz)$/.test(lower);
}

/** A JWT whose signature is none: the shortest, of HS256, has 43 characters. */
const unsigned = /^eyJ[\w-]+\.eyJ[\w-]*\.[\w-]{0,20}$/;

/** `Aa1Bb2Cc3Dd4…`: the alphabet, each letter once or twice, whatever stands between. */
function isAlphabet(lower: string): boolean {
  const letters = lower.replace(/[^a-z]/g, '').replace(/(.)\1+/g, '$1');
  return letters.length >= 8 && 'abcdefghijklmnopqrstuvwxyz'.repeat(Math.ceil(letters.length / 26) + 1).startsWith(letters);
}

/** Shannon entropy in bits per character; 0 for ''. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A secret for a message: its first characters, never the whole. */
export function masked(secret: string): string {
  return secret.length < 12 ? '…' : `${secret.slice(0, 4)}…`;
}

/** In front of what a secret is called, at the start of a sentence. */
export function article(what: string): string {
  return /^[aeiou]/i.test(what) ? 'An' : 'A';
}

/** Lower-case words: split at case changes and at anything that is no letter. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

function significantWords(name: string, knowledge: SecretKnowledge): readonly string[] {
  const words = wordsOf(name).flatMap(partsOf);
  let end = words.length;
  while (end > 1 && knowledge.trailing.has(words[end - 1] ?? '')) end--;
  return words.slice(0, end);
}

/** `DBPASSWORD`, `mysecret`: what people write as one word. */
function partsOf(word: string): readonly string[] {
  const [, whose, what] = /^(my|our|the|app|db|database|user|admin|root|master|client|server|auth|mysql|postgres|pg|redis|rds|mongo|smtp|ftp|ldap)(password|passwd|secret)$/.exec(word) ?? [];
  return whose === undefined || what === undefined ? [word] : [whose, what];
}

function endsWithRun(words: readonly string[], run: readonly string[]): boolean {
  return words.length >= run.length && run.every((word, i) => words[words.length - run.length + i] === word);
}

function includesRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => run.every((word, i) => words[start + i] === word));
}

/** `orders/db-password`, `db_password`, `MyAppDbPassword`: the name of a secret, not the secret. `refreshToken123` is made up of it; people do choose passwords so. */
function namesASecret(name: string, value: string, knowledge: SecretKnowledge): boolean {
  if (/^[a-z][a-z_.-]*(?:\/[a-z][a-z0-9_.-]*)+$/.test(value)) return true;
  const [, numbered] = /^([A-Za-z]+(?:[_-][A-Za-z]+)*)[_-]?\d{1,6}$/.exec(value) ?? [];
  if (numbered !== undefined && wordsOf(numbered).length > 1 && !isPasswordName(name, knowledge)) return namesASecret(name, numbered, knowledge);
  if (/\d{3}|[^\w./:-]/.test(value)) return false;
  const words = wordsOf(value);
  if (words.length > 1 && isSecretName(value, knowledge)) return true;
  const own = new Set(wordsOf(name));
  return words.length > 0 && words.every((word) => own.has(word));
}

/** `12345678`, `abcdefgh`, `0123456789abcdef`: keys of a keyboard, one after the other. */
function isSequence(lower: string): boolean {
  return lower.length >= 6 && '01234567890123456789 abcdefghijklmnopqrstuvwxyz 0123456789abcdef0123456789abcdef'.includes(lower);
}
