/** Notes data that is put where the next invocation finds it: in variables of a module. Knows no platform. */
import { ts } from '../syntax/script';
import { textOf } from '../syntax/names';
import { owner, type Frame, type Machine } from './machine';
import { bare } from './members';
import { ofKind, report } from './sinks';
import { deepTaints, type Value } from './values';

/** To be asked before the target is written. What is kept under a key that data chooses (a cache) is found by that key alone. */
export function noteKept(machine: Machine, target: ts.Expression, next: Value, node: ts.Node, site: ts.Node, frame: Frame): void {
  const kind = machine.models.kinds.get('state');
  if (kind === undefined || frame.top || !next.deep) return;
  let root = bare(target);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) {
    if (ts.isElementAccessExpression(root) && textOf(root.argumentExpression) === undefined) return;
    root = bare(root.expression);
  }
  if (!ts.isIdentifier(root) || owner(root.text, frame) !== undefined || !isOfModule(machine, root.text, root === bare(target), frame)) return;
  // What a package made with data is not the data.
  report(machine, ofKind(kind), deepTaints(next).filter((taint) => taint.from === 'event' && !taint.answered), node, site, frame);
}

function isOfModule(machine: Machine, name: string, whole: boolean, frame: Frame): boolean {
  const found = machine.named(frame.uri, name);
  if (found?.declaration?.kind === 'variable') return true;
  return !whole && (name === 'process' || found?.imported !== undefined);
}
