/** Resolves a path and refuses one that leads out of its folder. */
import { importsOf } from '../../syntax/imports';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { expressionAt, isTyped, replaced, textOf, type Proposer } from './fix';
import { constantNamed, endEdit, saying, usesOf } from './names';
import { codeOf, partsOf, stringCodeOf } from './text-parts';

const name = 'pathWithin';

export const withinFolder: Proposer = ({ script, sink }) => {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined) return undefined;
  const inner = unwrapped(found.node);
  const declaration = ts.isIdentifier(inner) ? constantNamed(inner.text, found.around) : undefined;
  const target = declaration === undefined ? inner : unwrapped(declaration.initializer);
  const split = splitPath(target, script);
  if (split === undefined) return undefined;
  const known = usesOf(name, script).length > 0;
  const way = saying(['resolve', 'sep'], 'node:path', script);
  const edits = [replaced(target, `${name}(${split.folder}, ${split.rest})`, script)];
  return { title: `Check that the path stays in ${split.folder}`, kind: 'review', edits: known ? edits : [...way.edits, ...edits, endEdit(functionText(way.say, isTyped(script)), script)] };
};

/** The folder that the code names, and what is added to it. */
function splitPath(node: ts.Expression, script: Script): { readonly folder: string; readonly rest: string } | undefined {
  if (ts.isCallExpression(node)) return ofJoin(node, script);
  const [first, second, ...rest] = partsOf(node) ?? [];
  if (first === undefined || second === undefined) return undefined;
  // '/tmp/' + name
  if (first.kind === 'text') {
    const slash = first.text.lastIndexOf('/');
    if (slash < 1) return undefined;
    const left = first.text.slice(slash + 1);
    return { folder: codeOf([{ kind: 'text', text: first.text.slice(0, slash) }], script), rest: stringCodeOf([...(left === '' ? [] : [{ kind: 'text' as const, text: left }]), second, ...rest], script) };
  }
  // `${folder}/${name}`
  if (second.kind !== 'text' || !second.text.startsWith('/') || !isFolder(first.node)) return undefined;
  const left = second.text.slice(1);
  return { folder: textOf(first.node, script), rest: stringCodeOf([...(left === '' ? [] : [{ kind: 'text' as const, text: left }]), ...rest], script) };
}

function ofJoin(call: ts.CallExpression, script: Script): { readonly folder: string; readonly rest: string } | undefined {
  const callee = unwrapped(call.expression);
  const imports = importsOf(script);
  const isJoin = ts.isPropertyAccessExpression(callee)
    ? ts.isIdentifier(callee.expression) && imports.get(callee.expression.text)?.module === 'path' && /^(join|resolve)$/.test(callee.name.text)
    : ts.isIdentifier(callee) && imports.get(callee.text)?.module === 'path' && /^(join|resolve)$/.test(imports.get(callee.text)?.name ?? '');
  const [folder, ...rest] = call.arguments;
  if (!isJoin || folder === undefined || rest.length === 0 || call.arguments.some(ts.isSpreadElement) || !isFolder(folder)) return undefined;
  // All constants at the front belong to the folder.
  const constants = rest.findIndex((argument) => !ts.isStringLiteralLike(argument));
  if (constants < 0) return undefined;
  const callText = textOf(call.expression, script);
  const list = (nodes: readonly ts.Expression[]): string => nodes.map((node) => textOf(node, script)).join(', ');
  const after = rest.slice(constants);
  return {
    folder: constants === 0 ? textOf(folder, script) : `${callText}(${list([folder, ...rest.slice(0, constants)])})`,
    rest: after.length === 1 ? list(after) : `${callText.replace(/resolve$/, 'join')}(${list(after)})`,
  };
}

/** Text, or a name that nobody outside chooses by its look: `__dirname`, `process.env.ROOT`, a constant in capitals. */
function isFolder(node: ts.Expression): boolean {
  const inner = unwrapped(node);
  if (ts.isStringLiteralLike(inner)) return inner.text !== '';
  if (ts.isIdentifier(inner)) return inner.text === '__dirname' || /^[A-Z][A-Z\d_]+$/.test(inner.text);
  if (ts.isCallExpression(inner)) return ts.isPropertyAccessExpression(inner.expression) && /^(tmpdir|cwd)$/.test(inner.expression.name.text);
  return ts.isPropertyAccessExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && inner.expression.name.text === 'env';
}

function functionText(say: (name: string) => string, typed: boolean): string {
  const text = typed ? ': string' : '';
  return `/** The path of something in a folder; throws where it would lead out of it. */
function ${name}(folder${text}, name${text})${text} {
  const found = ${say('resolve')}(folder, name);
  if (!found.startsWith(${say('resolve')}(folder) + ${say('sep')})) throw new Error('The path leads out of its folder');
  return found;
}`;
}
