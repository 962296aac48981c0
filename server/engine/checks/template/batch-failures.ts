/** Reports batches whose partial failures get lost between the trigger's mapping and the handler, as the two disagree. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { filesRunBy } from '../../facts/lookup';
import { ts, walk, type Script } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { Trigger, TriggerKind } from '../../template/deployment';
import { itemsOf, stringOf, valueAt } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';

interface Parameters {
  readonly triggers: readonly TriggerKind[];
  /** What code names that reports single records; a regular expression. */
  readonly reporting: string;
}

const property = 'FunctionResponseTypes';
const reportsItems = 'ReportBatchItemFailures';

export const batchFailures: Checker = {
  name: 'batch-failures',
  over: ['handlers'],
  *run(rule, facts) {
    const { triggers, reporting } = rule.with as Parameters;
    for (const handler of facts.handlers) {
      if (!handler.function.triggers.some(({ kind }) => triggers.includes(kind))) continue;
      const code = codeOf(handler, facts, new RegExp(reporting));
      for (const trigger of code === undefined ? [] : handler.function.triggers) {
        const asked = triggers.includes(trigger.kind) ? asksForItems(trigger) : undefined;
        if (asked === undefined || asked === code) continue;
        const { properties } = trigger;
        const what = asked
          ? `expects \`${handler.function.name}\` to name the records that failed (${reportsItems}), but its handler never does: what it swallows counts as done`
          : `does not ask for single failures (${reportsItems}), but the handler of \`${handler.function.name}\` returns them: they are ignored and the records count as done`;
        yield {
          location: trigger.at,
          message: fill(rule.message, { trigger: trigger.label, what }),
          functions: [handler.function.name],
          fixes: !asked && properties !== undefined ? changes('Ask for the records that failed', handler.deployment, [{ kind: 'entry', map: properties, key: property, to: [reportsItems] }]) : [],
        };
      }
      yield undefined;
    }
  },
};

function asksForItems({ properties }: Trigger): boolean | undefined {
  if (properties?.open === true) return undefined;
  const value = valueAt(properties, property);
  if (value === undefined) return false;
  const items = itemsOf(value);
  if (items.some((item) => stringOf(item) === reportsItems)) return true;
  return items.every((item) => item.kind === 'scalar') ? false : undefined;
}

/** Whether the handler names records that failed; undefined where its code is not known, or something else may do so for it. */
function codeOf(handler: Handler, facts: Facts, reporting: RegExp): boolean | undefined {
  const { binding } = handler;
  if (binding.kind !== 'bound') return undefined;
  const scripts = filesRunBy(handler, facts).flatMap((uri) => facts.snapshot.script(uri) ?? []);
  if (scripts.some((script) => reporting.test(script.text))) return true;
  const script = facts.snapshot.script(binding.uri);
  return script !== undefined && isPlain(binding.exportName, script, facts) ? false : undefined;
}

/** True for a handler that is written out as a function and returns nothing that something else made. */
function isPlain(name: string, script: Script, { snapshot }: Facts): boolean {
  const body = snapshot.memo.of('functions by name', script, functionsIn).get(name)?.body;
  return body !== undefined && !returnsMade(body);
}

/** Those that are declared under a name, or given to a variable or member. */
function functionsIn(script: Script): ReadonlyMap<string, ts.FunctionLikeDeclaration> {
  const found = new Map<string, ts.FunctionLikeDeclaration>();
  const keep = (name: string, node: ts.FunctionLikeDeclaration): void => {
    // One of the same name inside of it is another.
    if (node.pos >= (found.get(name)?.end ?? 0)) found.set(name, node);
  };
  walk(script, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) keep(node.name.text, node);
    else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined && isFunctionValue(node.initializer)) keep(node.name.text, node.initializer);
    else if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && isFunctionValue(node.right)) keep(node.left.name.text, node.right);
    return true;
  });
  return found;
}

/** True where the function's own result comes from a call or a name: what is in it is not seen. */
function returnsMade(body: ts.Node): boolean {
  if (!ts.isBlock(body)) return true;
  let made = false;
  walk(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined && !ts.isObjectLiteralExpression(node.expression) && !ts.isLiteralExpression(node.expression)) made = true;
    return !ts.isFunctionLike(node);
  });
  return made;
}
