/** Reports errors that are caught and forgotten, in functions that an entry point runs. Knows no dialect. */
import type { Entry, Facts } from '../facts/facts';
import { codeFacts, type Callable, type CodeFacts } from '../facts/code-calls';
import type { EventKind } from '../code/report';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { ts, unwrapped, walk, type Script } from '../syntax/script';
import { isFunctionValue, lastWord } from '../syntax/names';
import { span } from '../text/span';
import { fill, type Checker } from './checker';
import { forgottenError, type Forgotten } from './fixes/forgotten-error';
import { inFile, offered } from './fixes/fix';
import { functionNames, entriesAt } from './reached';

interface Parameters {
  /** Names of what may fail without anybody having to know: cleaning up, counting, warming. A regular expression, case aside. */
  readonly bestEffort: string;
  /** How many words of a comment make a reason. */
  readonly words: number;
  /** Words that make one by themselves. A regular expression, case aside. */
  readonly reasons: string;
}

const batches: readonly EventKind[] = ['queue', 'topic', 'stream', 'table-stream', 'kafka', 'mq', 'bucket'];

export const swallowedError: Checker = {
  name: 'swallowed-error',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning(['catch'])) {
      yield undefined;
      const reading = code.reading(uri);
      if (reading === undefined) continue;
      const { script } = reading.top;
      for (const node of reading.functions.keys()) {
        const entries = entriesAt(node, script, facts);
        if (entries.length > 0) for (const forgotten of forgottenIn(node, script, parameters)) yield drafted(rule, forgotten, entries, script, code, facts);
      }
    }
  },
};

function drafted(rule: RuleData, forgotten: Forgotten, entries: readonly Entry[], script: Script, code: CodeFacts, facts: Facts): Draft {
  const lost = entries.some(({ entry }) => entry.events.some((event) => batches.includes(event)));
  const consequence = lost ? 'the message counts as processed and is lost' : 'nobody will learn of it, and the caller takes it for done';
  return {
    location: { uri: script.fileName, span: forgotten.at },
    message: fill(rule.message, { tried: forgotten.tried, consequence }),
    functions: functionNames(entries),
    fixes: [offered(facts, () => inFile(script.fileName, forgottenError(script, forgotten, lost, code)))],
  };
}

function forgottenIn(callable: Callable, script: Script, parameters: Parameters): readonly Forgotten[] {
  const found: Forgotten[] = [];
  /** Statements that others stand behind, there or behind the condition that they stand in. */
  const followed = new Set<ts.Node>();
  const bestEffort = new RegExp(parameters.bestEffort, 'i');
  walk(callable, (node) => {
    if (node !== callable && ts.isFunctionLike(node)) return false;
    // What is done about an error that was told is done besides.
    if (ts.isCatchClause(node) && tells(node)) return false;
    if (ts.isBlock(node)) for (const one of followed.has(node) ? node.statements : node.statements.slice(0, -1)) followed.add(one);
    if (ts.isIfStatement(node) && followed.has(node)) for (const branch of [node.thenStatement, node.elseStatement]) if (branch !== undefined) followed.add(branch);
    if (ts.isTryStatement(node) && node.catchClause !== undefined && isEmptied(node.catchClause.block, script, parameters) && !isFallback(node, followed.has(node))) {
      const tried = awaitedIn(node.tryBlock).find((one) => !bestEffort.test(nameOf(one, script)));
      const start = node.catchClause.getStart(script);
      if (tried !== undefined) found.push({ node: node.catchClause, at: span(start, endOfHead(node.catchClause, script)), tried: nameOf(tried, script) });
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'catch') {
      const [argument] = node.arguments;
      const handler = argument === undefined ? undefined : unwrapped(argument);
      const tried = unwrapped(node.expression.expression);
      if (handler !== undefined && isFunctionValue(handler) && ts.isBlock(handler.body) && isEmptied(handler.body, script, parameters) && ts.isCallExpression(tried) && !bestEffort.test(nameOf(tried, script))) {
        found.push({ node: handler, at: span(handler.getStart(script), handler.end), tried: nameOf(tried, script) });
      }
    }
    return undefined;
  });
  return found;
}

/**
 * What failed has another way behind it: a value that stays what it was, or statements that go on where the block would have returned. Only reading
 * has such a second way.
 */
function isFallback({ tryBlock }: ts.TryStatement, goesOn: boolean): boolean {
  const awaited = awaitedIn(tryBlock);
  const kept = tryBlock.statements.every((one) => ts.isExpressionStatement(one) && ts.isBinaryExpression(one.expression) && one.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken);
  if (kept && awaited.length > 0) return true;
  const statements: ts.Node[] = [];
  walk(tryBlock, (inner) => {
    if (ts.isFunctionLike(inner)) return false;
    statements.push(inner);
    return undefined;
  });
  // An answer that nobody looks at was asked for its effect.
  const hasEffect = statements.some((one) => ts.isExpressionStatement(one) && ts.isAwaitExpression(one.expression));
  return goesOn && !hasEffect && statements.some((one) => ts.isReturnStatement(one) && one.expression !== undefined);
}

/** The first error is logged, answered or thrown on: `logger.error('no receipt', error)`. */
function tells({ block }: ts.CatchClause): boolean {
  let told = false;
  walk(block, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isThrowStatement(node) || (ts.isReturnStatement(node) && node.expression !== undefined)) told = true;
    if (ts.isCallExpression(node) && logging.test(lastWord(node.expression))) told = true;
    return !told;
  });
  return told;
}

const logging = /^(?:log|error|warn|fatal|critical|captureException|recordException|(?:log|report)Error)$/i;

/** `catch (error)`. */
function endOfHead({ variableDeclaration, block }: ts.CatchClause, script: Script): number {
  return variableDeclaration === undefined ? script.text.lastIndexOf('catch', block.getStart(script)) + 'catch'.length : script.text.indexOf(')', variableDeclaration.end) + 1;
}

/** Nothing is done, and nobody says why. */
function isEmptied({ statements, pos, end }: ts.Block, script: Script, { words, reasons }: Parameters): boolean {
  const reason = new RegExp(reasons, 'i');
  if (!statements.every((one) => ts.isEmptyStatement(one) || ts.isContinueStatement(one) || (ts.isReturnStatement(one) && (one.expression === undefined || isUndefined(one.expression))))) return false;
  const comments = [...script.text.slice(pos, end).matchAll(/\/\/(.*)|\/\*([\s\S]*?)\*\//g)].map(([, line, block]) => line ?? block ?? '');
  return !comments.some((comment) => reason.test(comment) || (comment.match(/\p{L}+/gu) ?? []).length >= words);
}

function isUndefined(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node);
}

/** Calls whose end is waited for. What is done at once, such as reading JSON, has its fallback behind the block. */
function awaitedIn(block: ts.Block): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  walk(block, (node) => {
    if (ts.isFunctionLike(node)) return false;
    const awaited = ts.isAwaitExpression(node) ? unwrapped(node.expression) : undefined;
    if (awaited !== undefined && ts.isCallExpression(awaited)) calls.push(awaited);
    return undefined;
  });
  return calls;
}

/** What is called; of a client that is sent a command, the command. */
function nameOf(call: ts.CallExpression, script: Script): string {
  let inner: ts.CallExpression = call;
  while (ts.isPropertyAccessExpression(inner.expression) && ts.isCallExpression(unwrapped(inner.expression.expression)) && /^(?:then|promise|catch|finally|exec|lean)$/.test(inner.expression.name.text)) inner = unwrapped(inner.expression.expression) as ts.CallExpression;
  const [first] = inner.arguments;
  const command = first === undefined ? undefined : unwrapped(first);
  const told = command !== undefined && ts.isNewExpression(command) ? command.expression : inner.expression;
  const text = told.getText(script).replace(/\s+/g, '');
  return text.length > 60 || /[({]/.test(text) ? text.replace(/\(.*\)/gs, '()').slice(-60) : text;
}
