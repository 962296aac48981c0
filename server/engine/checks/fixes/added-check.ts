/** Fixes that hand the data to a small function which the file gets at its end: it refuses, or makes the data harmless. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { expressionAt, isTyped, nodesAround, replaced, textOf, type Place, type Proposal, type Proposer } from './fix';
import { endEdit, freshName, moduleEdit, usesOf } from './names';
import { partsOf, writtenAt } from './text-parts';

/** Lets the code use only names of a list that the project writes. */
export const nameList: Proposer = (place) => {
  // Nobody lists objects.
  if (/object/.test(place.sink.effect)) return undefined;
  const { script } = place;
  const typed = isTyped(script);
  const list = freshName(script, 'allowedNames');
  return checked(place, 'Allow only the names of a list', 'allowedName', [moduleEdit(`/** Names that this code may use. */\nconst ${list} = new Set${typed ? '<string>' : ''}([]);`, script)], `/** The name; throws where it is not in the list. */
function allowedName(name${typed ? ': string | undefined' : ''})${typed ? ': string' : ''} {
  if (${typed ? 'name === undefined || ' : ''}!${list}.has(name)) throw new Error('The name is not in the list');
  return name;
}`);
};

/** Refuses the names that lead to what all objects share. */
export const refusedKeys: Proposer = (place) => {
  if (!/properties|property/.test(place.sink.effect) || /made into/.test(place.sink.effect)) return undefined;
  // A path of several names is no key.
  if (!/which/.test(place.sink.effect)) return undefined;
  const typed = isTyped(place.script);
  return checked(place, 'Refuse names that lead to the prototype', 'safeKey', [], `/** The name of a property; throws where it leads to what all objects share. */
function safeKey${typed ? '<K extends PropertyKey>' : ''}(name${typed ? ': K' : ''})${typed ? ': K' : ''} {
  if (['__proto__', 'constructor', 'prototype'].includes(String(name))) throw new Error('The name is not allowed');
  return name;
}`);
};

/** Lets the data stand for itself in a regular expression. */
export const escapedPattern: Proposer = (place) => {
  const { script, sink } = place;
  if (!/becomes/.test(sink.effect)) return undefined;
  const typed = isTyped(script);
  const text = typed ? ': string' : '';
  const declared = `/** The text as a pattern that fits it alone. */
function escapeRegExp(text${text})${text} {
  return text.replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&');
}`;
  const found = expressionAt(script, sink.location.span);
  const written = found === undefined ? undefined : writtenAt(found.node, found.around, script);
  if (written === undefined) return checked(place, 'Escape the data', 'escapeRegExp', [], declared);
  const nodes = written.parts.flatMap((part) => (part.kind === 'data' ? [part.node] : []));
  return written.shared ? undefined : calling(nodes, 'Escape the data', 'escapeRegExp', [], declared, script);
};

/** Where the function is known already under this name, it must be ours. */
function calling(nodes: readonly ts.Expression[], title: string, name: string, others: readonly TextEdit[], declaration: string, script: Script): Proposal | undefined {
  const own = script.statements.some((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name);
  if (!own && usesOf(name, script).length > 0) return undefined;
  const edits = nodes.map((node) => replaced(node, `${name}(${textOf(node, script)})`, script));
  return { title, kind: 'review', edits: own ? edits : [...others, ...edits, endEdit(declaration, script)] };
}

function checked({ script, sink }: Place, title: string, name: string, others: readonly TextEdit[], declaration: string): Proposal | undefined {
  const found = expressionAt(script, sink.location.span);
  if (found === undefined || ts.isObjectLiteralExpression(unwrapped(found.node)) || (partsOf(found.node) === undefined && ts.isArrayLiteralExpression(unwrapped(found.node)))) return undefined;
  const [holder] = found.around;
  const shorthand = nodesAround(script, sink.location.span).some((node) => ts.isShorthandPropertyAssignment(node) && node.name === found.node) || (holder !== undefined && ts.isShorthandPropertyAssignment(holder));
  if (shorthand) return undefined;
  return calling([found.node], title, name, others, declaration, script);
}
