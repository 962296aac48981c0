/** Runs the program itself with a list of arguments, where no shell reads them. */
import { importsOf } from '../../syntax/imports';
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import { expressionAt, quoted, replaced, type Proposal, type Proposer } from './fix';
import { constantNamed, renamedCall, usesOf } from './names';
import { stringCodeOf, writtenAt, type Part } from './text-parts';
import { own } from '../../text/own';

const fileVersion: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };

/** Programs that read their arguments as orders, so that a list helps nothing. */
const interpreters = /^(.*\/)?(sh|bash|zsh|dash|ksh|cmd(\.exe)?|powershell(\.exe)?|pwsh|env|xargs|sudo|node|python\d*|perl|ruby|php|eval|ssh|find|awk|sed)$/;
const childProcess = (module: string): boolean => module === 'child_process';

export const argumentList: Proposer = ({ script, sink }) => {
  if (sink.kind === 'argument') return undefined;
  const found = expressionAt(script, sink.location.span);
  const call = found?.around[0];
  if (found === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  const name = sink.callee.split('.').at(-1) ?? '';
  if (call.arguments[1] === found.node) return withoutShell(call, script);
  if (call.arguments[0] !== found.node) return undefined;
  const written = writtenAt(found.node, found.around, script);
  const words = written === undefined || written.shared ? undefined : wordsOf(written.parts);
  const [program, ...rest] = words ?? [];
  if (written === undefined || program?.length !== 1 || program[0]?.kind !== 'text' || interpreters.test(program[0].text)) return undefined;
  const renamed = otherCall(name, call, found.around, script);
  if (renamed === undefined) return undefined;
  const list = `[${rest.map((word) => stringCodeOf(word, script)).join(', ')}]`;
  const edits = written.expression === unwrapped(found.node)
    ? [replaced(found.node, `${quoted(program[0].text)}, ${list}`, script)]
    : [replaced(written.expression, list, script), { span: span(found.node.getStart(script), found.node.getStart(script)), newText: `${quoted(program[0].text)}, ` }];
  return { title: `Use ${renamed.name} with a list of arguments`, kind: 'review', edits: [...renamed.edits, ...edits] };
};

/** `exec` and `execSync` by import, or a constant that is `promisify(exec)` and called once. */
function otherCall(name: string, call: ts.CallExpression, around: readonly ts.Node[], script: Script): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const direct = own(fileVersion, name);
  if (direct !== undefined) {
    const edits = renamedCall(call.expression, direct, childProcess, script);
    if (edits !== undefined) return { name: direct, edits };
  }
  const callee = unwrapped(call.expression);
  const made = ts.isIdentifier(callee) && usesOf(callee.text, script).length === 2 ? constantNamed(callee.text, [...around.filter((node) => !ts.isFunctionLike(node))]) : undefined;
  const initializer = made === undefined ? undefined : unwrapped(made.initializer);
  if (initializer === undefined || !ts.isCallExpression(initializer) || !/(^|\.)promisify$/.test(initializer.expression.getText(script))) return undefined;
  const [wrapped] = initializer.arguments;
  const inner = wrapped === undefined ? undefined : unwrapped(wrapped);
  const exported = inner === undefined ? undefined : ts.isPropertyAccessExpression(inner) ? inner.name.text : ts.isIdentifier(inner) ? importsOf(script).get(inner.text)?.name : undefined;
  if (wrapped === undefined || exported !== 'exec') return undefined;
  const edits = renamedCall(wrapped, 'execFile', childProcess, script);
  return edits === undefined ? undefined : { name: 'execFile', edits };
}

/** Takes `shell: true` out of the options: the arguments are a list already. */
function withoutShell(call: ts.CallExpression, script: Script): Proposal | undefined {
  const [program] = call.arguments;
  const options = call.arguments[2];
  if (program === undefined || !ts.isStringLiteralLike(program) || /\s/.test(program.text) || interpreters.test(program.text) || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const index = options.properties.findIndex((property) => ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && property.name.text === 'shell');
  const property = options.properties[index];
  const list = call.arguments[1];
  if (property === undefined || list === undefined) return undefined;
  const next = options.properties[index + 1];
  const previous = options.properties[index - 1];
  const cut = next !== undefined ? span(property.getStart(script), next.getStart(script)) : previous !== undefined ? span(previous.end, property.end) : span(list.end, options.end);
  return { title: 'Run the program without a shell', kind: 'review', edits: [{ span: cut, newText: '' }] };
}

const special = /[|&;<>()$`\\*?[\]~#!{}\n]/;

/** Words as a shell would part them; undefined where it would do more than that. */
function wordsOf(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const words: Part[][] = [];
  let word: Part[] | undefined;
  let quote = '';
  const add = (part: Part): void => {
    if (word === undefined) words.push((word = []));
    const last = word.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') word[word.length - 1] = { kind: 'text', text: last.text + part.text };
    else word.push(part);
  };
  for (const part of parts) {
    if (part.kind === 'data') {
      add(part);
      continue;
    }
    for (const character of part.text) {
      if (quote !== '' ? character === quote : character === '"' || character === "'") {
        quote = quote === '' ? character : '';
        add({ kind: 'text', text: '' });
      } else if (quote === '' && /[ \t]/.test(character)) word = undefined;
      else if (quote === "'" || !special.test(character)) add({ kind: 'text', text: character });
      else return undefined;
    }
  }
  return quote === '' ? words.map((one) => one.filter((part) => part.kind === 'data' || part.text !== '')) : undefined;
}
