/** Rules for other origins, as REST events, HTTP APIs and function URLs spell them. Knows nothing else of them. */
import type { Cors } from '../deployment';
import { booleanOf, itemsOf, scalar, valueAt, type Value } from '../value';
import { isNothing, mapOf } from './values';

/** `originKey` is the key of the long form: REST events say `origin` or `origins`, the others `allowedOrigins`. Undefined where there are none. */
export function corsOf(value: Value | undefined, originKey: 'origin' | 'allowedOrigins'): Cors | undefined {
  if (value === undefined || isNothing(value) || booleanOf(value) === false) return undefined;
  if (booleanOf(value) === true) return { at: value.at, origins: [anyOrigin(value)], credentials: undefined };
  const map = mapOf(value);
  if (map === undefined) return { at: value.at, origins: [value], credentials: undefined };
  const origins = originKey === 'origin' ? (valueAt(map, 'origin') ?? valueAt(map, 'origins')) : valueAt(map, 'allowedOrigins');
  return {
    at: map.at,
    // The framework allows any origin where none is named.
    origins: origins === undefined ? [anyOrigin(value)] : itemsOf(origins),
    credentials: valueAt(map, 'allowCredentials'),
  };
}

function anyOrigin(value: Value): Value {
  return scalar('*', value.at, [{ location: value.at, message: 'any origin, as the framework assumes' }]);
}
