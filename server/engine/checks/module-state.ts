/** Reports data of an event that is kept in a variable of the module, where the next invocation of the same container finds it. Knows no dialect. */
import type { Flow } from '../code/report';
import { codeFacts, type Callable, type CodeFacts, type Reading } from '../facts/code-calls';
import type { Entry, Facts } from '../facts/facts';
import { waysTo } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { ts, unwrapped, walk, type Script } from '../syntax/script';
import { referencePath } from '../syntax/names';
import { contains } from '../text/span';
import { fill, type Checker } from './checker';
import { inFile, nodesAround, offered } from './fixes/fix';
import { withinHandler } from './fixes/within-handler';
import { functionNames } from './reached';

export const moduleState: Checker = {
  name: 'module-state',
  *run(rule, facts) {
    const code = codeFacts(facts);
    const found = new Map<string, { readonly flow: Flow; readonly entries: Entry[] }>();
    for (const { flow, entry } of waysTo(['state'], ['event'], facts)) {
      // Rows of a table are no single sender's.
      if (entry.sender.level === 'schedule' || flow.origin.stored !== undefined) continue;
      const { uri, span } = flow.sink.call;
      const place = `${uri} ${String(span.start)} ${String(span.end)}`;
      const known = found.get(place);
      if (known === undefined) found.set(place, { flow, entries: [entry] });
      else known.entries.push(entry);
    }
    for (const { flow, entries } of found.values()) {
      yield undefined;
      const kept = keptBy(flow, code);
      if (kept !== undefined && outlives(kept)) yield drafted(rule, flow, kept, entries, facts);
    }
  },
};

/** One place where data is put into a variable of the module. */
export interface Kept {
  readonly script: Script;
  readonly name: string;
  /** As written: `current`, `state.user`. */
  readonly target: string;
  readonly site: ts.BinaryExpression | ts.CallExpression;
  readonly writer: Callable;
  /** Around the site, innermost first. */
  readonly around: readonly ts.Node[];
  /** Every mention of the name but the declaration and those that write; in the order of the text. */
  readonly reads: readonly Mention[];
  readonly writes: readonly Mention[];
}

export interface Mention {
  readonly node: ts.Identifier;
  /** The function around it; undefined at the top level. */
  readonly inside: Callable | undefined;
  /** What it is given, where it is given something as a whole. */
  readonly given?: ts.Expression;
}

function keptBy({ sink }: Flow, code: CodeFacts): Kept | undefined {
  const reading = code.reading(sink.call.uri);
  if (reading === undefined) return undefined;
  const { script } = reading.top;
  const nodes = nodesAround(script, sink.call.span);
  const index = nodes.findIndex((node) => (ts.isBinaryExpression(node) || ts.isCallExpression(node)) && node.getStart(script) === sink.call.span.start && node.end === sink.call.span.end);
  const site = nodes[index];
  const around = nodes.slice(index + 1);
  const writer = around.find((node): node is Callable => reading.functions.has(node as Callable));
  if (site === undefined || writer === undefined || !(ts.isBinaryExpression(site) || ts.isCallExpression(site))) return undefined;
  const written = unwrapped(ts.isBinaryExpression(site) ? site.left : ts.isPropertyAccessExpression(site.expression) ? site.expression.expression : site.expression);
  const path = referencePath(written);
  const [name] = path ?? [];
  if (name === undefined || path === undefined) return undefined;
  return { script, name, target: path.join('.'), site, writer, around, ...mentions(name, reading) };
}

function mentions(name: string, { functions, top }: Reading): Pick<Kept, 'reads' | 'writes'> {
  const reads: Mention[] = [];
  const writes: Mention[] = [];
  const left = new Set<ts.Node>();
  const collect = (root: ts.Node, inside: Callable | undefined): void => {
    walk(root, (node) => {
      if (node !== root && functions.has(node as Callable)) return false;
      // The function's own variable of that name is another one.
      if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) left.add(node.name);
      if (ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node)) left.add(node.name);
      if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        const target = unwrapped(node.left);
        if (ts.isIdentifier(target) && target.text === name) {
          left.add(target);
          writes.push({ node: target, inside, given: node.right });
        } else if (referencePath(target)?.[0] === name) {
          const root = rootOf(target);
          left.add(root);
          if (ts.isIdentifier(root)) writes.push({ node: root, inside });
        }
      }
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(push|unshift)$/.test(node.expression.name.text)) left.add(rootOf(node.expression.expression));
      if (ts.isIdentifier(node) && node.text === name && !left.has(node)) reads.push({ node, inside });
      return undefined;
    });
  };
  collect(top.script, undefined);
  for (const [node, { scope }] of functions) if (!scope.names.has(name)) collect(node, node);
  return { reads: reads.sort((a, b) => a.node.pos - b.node.pos), writes };
}

function rootOf(node: ts.Expression): ts.Expression {
  let inner = unwrapped(node);
  while (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) inner = unwrapped(inner.expression);
  return inner;
}

/** Whether another invocation may read it: nobody forgets it, nobody asks whose it is, and it is read before or elsewhere. */
function outlives({ name, site, writer, around, reads, writes, script }: Kept): boolean {
  const forgotten = writes.some(({ inside, given }) => inside !== undefined && given !== undefined && isEmpty(given));
  if (forgotten || isCompared(around, script) || compared(name, script)) return false;
  // The settings of a client, or the environment, are read where nobody sees it.
  if (name === 'process' || !script.statements.some((statement) => ts.isVariableStatement(statement) && statement.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name))) return true;
  // `x ??= …` reads what is there.
  if (ts.isBinaryExpression(site) && site.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return true;
  const here = { start: writer.pos, end: writer.end };
  const others = reads.filter(({ node, inside }) => inside !== undefined && !contains(here, { start: node.pos, end: node.end }));
  const before = reads.filter(({ node }) => contains(here, { start: node.pos, end: node.end }) && node.pos < site.pos);
  const own = reads.filter(({ node }) => contains(here, { start: node.pos, end: node.end }));
  return others.length > 0 || before.length > 0 || (own.length > 0 && !isCertain(around, writer)) || (ts.isCallExpression(site) && own.length > 0);
}

function isEmpty(given: ts.Expression): boolean {
  const node = unwrapped(given);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node)
    || (ts.isArrayLiteralExpression(node) && node.elements.length === 0) || (ts.isObjectLiteralExpression(node) && node.properties.length === 0) || (ts.isStringLiteral(node) && node.text === '');
}

/**
 * What is written beside it tells whose it is: `if (knownTenant !== tenant) { knownTenant = tenant; settings = … }`. Or somebody else keeps that, and the
 * way here asks for it: `if (store === undefined || tenant !== knownTenant) store = …`.
 */
function isCompared(around: readonly ts.Node[], script: Script): boolean {
  if (around.some((node, i) => ts.isIfStatement(node) && node.thenStatement === around[i - 1] && asksWhose(node.expression, script))) return true;
  const block = around.find((node) => ts.isBlock(node));
  if (block === undefined) return false;
  return block.statements.some((statement) => {
    const assigned = ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression) ? unwrapped(statement.expression.left) : undefined;
    return assigned !== undefined && ts.isIdentifier(assigned) && compared(assigned.text, script);
  });
}

function asksWhose(condition: ts.Expression, script: Script): boolean {
  const node = unwrapped(condition);
  if (!ts.isBinaryExpression(node)) return false;
  if (node.operatorToken.kind === ts.SyntaxKind.BarBarToken) return asksWhose(node.left, script) || asksWhose(node.right, script);
  const sides = [unwrapped(node.left), unwrapped(node.right)];
  return differs.has(node.operatorToken.kind) && !sides.some(isEmpty) && sides.some((side) => ts.isIdentifier(side) && isOfModule(side.text, script));
}

const differs: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** A variable that can change, at the top of the script. */
function isOfModule(name: string, script: Script): boolean {
  return script.statements.some((statement) => ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0 && statement.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name));
}

function compared(name: string, script: Script): boolean {
  let found = false;
  walk(script, (node) => {
    if (!ts.isBinaryExpression(node) || !equalities.has(node.operatorToken.kind)) return !found;
    const sides = [unwrapped(node.left), unwrapped(node.right)];
    const index = sides.findIndex((side) => ts.isIdentifier(side) && side.text === name);
    const other = sides[1 - index];
    if (index >= 0 && other !== undefined && !isEmpty(other)) found = true;
    return !found;
  });
  return found;
}

const equalities: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** It stands directly in the function's body, so that nothing that follows reads what was there before. */
function isCertain([statement, block]: readonly ts.Node[], writer: Callable): boolean {
  return statement !== undefined && ts.isExpressionStatement(statement) && block !== undefined && block === writer.body;
}

function drafted(rule: RuleData, flow: Flow, kept: Kept, entries: readonly Entry[], facts: Facts): Draft {
  const { location } = flow.sink;
  return {
    location,
    message: fill(rule.message, { data: flow.origin.label, name: kept.target, way: ts.isCallExpression(kept.site) ? 'is added to' : 'is kept in' }),
    flow: flow.steps,
    functions: functionNames(entries),
    fixes: [offered(facts, () => {
      const again = keptBy(flow, codeFacts(facts));
      return again === undefined ? undefined : inFile(location.uri, withinHandler(again));
    })],
  };
}
