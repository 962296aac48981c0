/** Operators of expressions on values that may be unknown. */
import type { Location } from '../../text/span';
import { throughHops } from '../cloudformation/text';
import { booleanOf, numberOf, scalar, unknown, type Value } from '../value';

export function unary(operator: string, operand: Value, at: Location): Value {
  if (operand.kind === 'scalar') {
    const flag = booleanOf(operand);
    if (operator === '!' && flag !== undefined) return scalar(!flag, at, operand.via);
    const number = numberOf(operand);
    if (operator === '-' && number !== undefined) return scalar(-number, at, operand.via);
  }
  return unknown('it depends on what is not known', operand.kind === 'unknown' ? operand.source : 'unresolved', at, operand.via);
}

export function binary(operator: string, left: Value, right: Value, at: Location): Value {
  const result = known(operator, left, right);
  if (result !== undefined) return throughHops(throughHops(scalar(result, at), left.via), right.via);
  const source = [left, right].find((value) => value.kind === 'unknown');
  return unknown('it depends on what is not known', source?.kind === 'unknown' ? source.source : 'unresolved', at, [...left.via, ...right.via]);
}

function known(operator: string, left: Value, right: Value): string | number | boolean | undefined {
  const a = booleanOf(left);
  const b = booleanOf(right);
  if (operator === '&&') return a === false || b === false ? false : a === true && b === true ? true : undefined;
  if (operator === '||') return a === true || b === true ? true : a === false && b === false ? false : undefined;
  if (operator === '==' || operator === '!=') {
    const equal = equals(left, right);
    return equal === undefined ? undefined : equal === (operator === '==');
  }
  const x = numberOf(left);
  const y = numberOf(right);
  if (x === undefined || y === undefined) return undefined;
  switch (operator) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    case '/': return y === 0 ? undefined : x / y;
    case '%': return y === 0 ? undefined : x % y;
    case '<': return x < y;
    case '>': return x > y;
    case '<=': return x <= y;
    case '>=': return x >= y;
    default: return undefined;
  }
}

/** Undefined where it is not known. Nothing that a resource gives is null or empty. */
export function equals(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.value === right.value || (left.value !== null && right.value !== null && String(left.value) === String(right.value));
  for (const [one, other] of [[left, right], [right, left]] as const) {
    const nothing = one.kind === 'scalar' && (one.value === null || one.value === '');
    if (nothing && (other.kind === 'reference' || other.kind === 'list' || other.kind === 'map' || (other.kind === 'text' && other.parts.some((part) => typeof part === 'string')))) return false;
  }
  if ((left.kind === 'list' || left.kind === 'map') && left.kind === right.kind) {
    const count = (value: Value): number => (value.kind === 'list' ? value.items.length : value.kind === 'map' && value.open !== true ? value.entries.length : -1);
    if (count(left) === 0 && count(right) >= 0) return count(right) === 0;
    if (count(right) === 0 && count(left) >= 0) return count(left) === 0;
  }
  return undefined;
}
