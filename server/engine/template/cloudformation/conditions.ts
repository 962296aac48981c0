/** Three-valued conditions. Knows nothing of what they guard. */
import type { DataNode } from '../../syntax/data';
import { scalar, type Value } from '../value';
import { locationOf, type Evaluator, type Scope, type Truth } from './scope';
import { conditionFunction } from './vocabulary';

const deepest = 50;

const open: Truth = { value: undefined, via: [] };

/** The node is a condition's definition: `Fn::Equals` and the like, in either form. */
export function evaluateCondition(evaluation: Evaluator, node: DataNode, scope: Scope): Truth {
  if (scope.depth > deepest) {
    evaluation.overrun(locationOf(node, scope.file), 'the condition is nested too deep');
    return open;
  }
  const inner = { ...scope, depth: scope.depth + 1 };
  const call = callOf(node);
  if (call === undefined) {
    const value = evaluation.evaluate(node, inner);
    return value?.kind === 'scalar' ? { value: truthOf(value.value), via: value.via } : open;
  }
  const operands = (): readonly Truth[] => (call.argument.kind === 'list' ? call.argument.items.map((item) => evaluateCondition(evaluation, item, inner)) : []);
  switch (call.name) {
    case conditionFunction:
      return call.argument.kind === 'scalar' && typeof call.argument.value === 'string' ? evaluation.condition(call.argument.value) : open;
    case 'Fn::Not': {
      const [operand] = operands();
      return operand?.value === undefined ? open : { value: !operand.value, via: operand.via };
    }
    case 'Fn::And': return combined(operands(), false);
    case 'Fn::Or': return combined(operands(), true);
    case 'Fn::Equals': {
      if (call.argument.kind !== 'list') return open;
      const [left, right] = call.argument.items;
      if (left === undefined || right === undefined) return open;
      return equal(evaluation.evaluate(left, inner) ?? scalar(null, locationOf(left, scope.file)), evaluation.evaluate(right, inner) ?? scalar(null, locationOf(right, scope.file)));
    }
    default: return open;
  }
}

/** One operand that equals `deciding` decides; else all must be known. */
function combined(operands: readonly Truth[], deciding: boolean): Truth {
  const decided = operands.filter((operand) => operand.value === deciding);
  // The one that needs no parameter decides for good.
  const best = decided.find((operand) => operand.via.length === 0) ?? decided[0];
  if (best !== undefined) return best;
  if (operands.length === 0 || operands.some((operand) => operand.value === undefined)) return open;
  return { value: !deciding, via: operands.flatMap((operand) => operand.via) };
}

function equal(left: Value, right: Value): Truth {
  const a = comparable(left);
  const b = comparable(right);
  if (a === undefined || b === undefined) return open;
  return { value: a === b, via: [...left.via, ...right.via] };
}

function comparable(value: Value): string | undefined {
  if (value.kind === 'scalar') return String(value.value);
  if (value.kind === 'list') {
    const items = value.items.map(comparable);
    return items.includes(undefined) ? undefined : items.join(',');
  }
  return undefined;
}

function truthOf(value: unknown): boolean | undefined {
  const text = String(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function callOf(node: DataNode): { readonly name: string; readonly argument: DataNode } | undefined {
  if (node.tag !== undefined) {
    const name = node.tag.slice(1);
    return conditionNames.has(name) ? { name: name === conditionFunction ? name : `Fn::${name}`, argument: node } : undefined;
  }
  const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
  if (only === undefined) return undefined;
  return conditionNames.has(only.key.replace('Fn::', '')) ? { name: only.key, argument: only.value } : undefined;
}

const conditionNames: ReadonlySet<string> = new Set([conditionFunction, 'Not', 'And', 'Or', 'Equals']);
