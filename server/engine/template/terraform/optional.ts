/** What the type of a variable adds to a value that leaves it out: `optional(number, 256)`. Knows no variable. */
import type { HclExpression } from '../../syntax/hcl-tree';
import type { Location } from '../../text/span';
import { scalar, type MapEntry, type Value } from '../value';

/** `evaluate`: what an expression of the type's file comes to. */
export function withOptional(value: Value, type: HclExpression, evaluate: (expression: HclExpression) => Value, at: (expression: HclExpression) => Location): Value {
  if (type.kind !== 'call') return value;
  const [inner] = type.arguments;
  if (inner === undefined) return value;
  if (type.name === 'optional') return withOptional(value, inner, evaluate, at);
  if (value.kind === 'choice') return { ...value, options: value.options.map((option) => ({ ...option, value: withOptional(option.value, type, evaluate, at) })) };
  if (type.name === 'object' && inner.kind === 'object' && value.kind === 'map') return { ...value, entries: completed(value.entries, value.open === true, inner, evaluate, at) };
  if (type.name === 'map' && value.kind === 'map') return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: withOptional(entry.value, inner, evaluate, at) })) };
  if ((type.name === 'list' || type.name === 'set') && value.kind === 'list') return { ...value, items: value.items.map((item) => withOptional(item, inner, evaluate, at)) };
  return value;
}

function completed(given: readonly MapEntry[], open: boolean, { entries }: HclExpression & { readonly kind: 'object' }, evaluate: (expression: HclExpression) => Value, at: (expression: HclExpression) => Location): readonly MapEntry[] {
  const found = [...given];
  for (const { key, value: type } of entries) {
    const name = key.kind === 'literal' ? String(key.value) : key.kind === 'name' ? key.name : undefined;
    if (name === undefined) continue;
    const index = found.findIndex((one) => one.key === name);
    const known = found[index];
    const isNothing = known?.value.kind === 'scalar' && known.value.value === null;
    if (known !== undefined && !isNothing) found[index] = { ...known, value: withOptional(known.value, type, evaluate, at) };
    else if (!open && type.kind === 'call' && type.name === 'optional') {
      const [inner, otherwise] = type.arguments;
      const value = otherwise === undefined ? scalar(null, at(type)) : evaluate(otherwise);
      const entry = { key: name, keyAt: at(key), value: inner === undefined || otherwise === undefined ? value : withOptional(value, inner, evaluate, at) };
      if (known === undefined) found.push(entry);
      else found[index] = entry;
    }
  }
  return found;
}
