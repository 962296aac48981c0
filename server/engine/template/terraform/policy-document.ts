/** `aws_iam_policy_document` as the policy that it writes. Knows nothing of who gets it. */
import type { Location } from '../../text/span';
import { entryAt, itemsOf, possibilities, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import type { Evaluator } from './scope';
import { eachOption, isNull, mapValue } from './values';

const names: Readonly<Record<string, string>> = { sid: 'Sid', effect: 'Effect', actions: 'Action', not_actions: 'NotAction', resources: 'Resource', not_resources: 'NotResource' };

export function policyDocument(body: MapValue, at: Location, evaluator: Evaluator): Value {
  const statements: Value[] = [];
  const others = (key: string): void => {
    for (const list of itemsOf(valueAt(body, key))) {
      for (const other of itemsOf(list)) for (const document of possibilities(evaluator.decoded(other))) statements.push(...itemsOf(valueAt(document, 'Statement')));
    }
  };
  others('source_policy_documents');
  others('source_json');
  for (const statement of itemsOf(valueAt(body, 'statement'))) statements.push(eachOption(statement, (one) => (one.kind === 'map' ? statementOf(one) : one)));
  others('override_policy_documents');
  others('override_json');
  const version = valueAt(body, 'version') ?? scalar('2012-10-17', at);
  return mapValue([{ key: 'Version', keyAt: at, value: version }, { key: 'Statement', keyAt: at, value: { kind: 'list', at, via: [], items: statements } }], at);
}

function statementOf(block: MapValue): MapValue {
  const entries: MapEntry[] = block.entries.flatMap((entry) => {
    const key = names[entry.key];
    return key === undefined ? [] : [{ ...entry, key, value: entry.key === 'resources' || entry.key === 'not_resources' ? eachOption(entry.value, variables) : entry.value }];
  });
  if (!entries.some((entry) => entry.key === 'Effect')) entries.push({ key: 'Effect', keyAt: block.at, value: scalar('Allow', block.at) });
  for (const [from, to] of [['principals', 'Principal'], ['not_principals', 'NotPrincipal']] as const) {
    const entry = entryAt(block, from);
    if (entry !== undefined) entries.push({ key: to, keyAt: entry.keyAt, value: principalsOf(entry.value) });
  }
  const condition = entryAt(block, 'condition');
  if (condition !== undefined) entries.push({ key: 'Condition', keyAt: condition.keyAt, value: conditionsOf(condition.value) });
  return { ...block, entries };
}

/** `&{aws:username}` is how these documents write IAM's own variables. */
function variables(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(variables) };
  const text = stringOf(value);
  return text?.includes('&{') === true ? { ...scalar(text.replaceAll('&{', '${'), value.at), via: value.via } : value;
}

function principalsOf(value: Value): Value {
  const entries = new Map<string, MapEntry>();
  let open = false;
  for (const block of itemsOf(value).flatMap(possibilities)) {
    const type = stringOf(valueAt(block, 'type'));
    const identifiers = entryAt(block, 'identifiers');
    if (type === undefined || identifiers === undefined) {
      if (!isNull(block)) open = true;
      continue;
    }
    // Of type `*` everybody is meant, as by the string alone.
    const [only] = itemsOf(identifiers.value);
    if (type === '*' && only !== undefined) return only;
    entries.set(type, { key: type, keyAt: identifiers.keyAt, value: joinedLists(entries.get(type)?.value, identifiers.value) });
  }
  return mapValue([...entries.values()], value.at, open);
}

function conditionsOf(value: Value): Value {
  const operators = new Map<string, { readonly at: Location; readonly tests: MapEntry[] }>();
  let open = false;
  for (const block of itemsOf(value).flatMap(possibilities)) {
    const test = valueAt(block, 'test');
    const operator = stringOf(test);
    const variable = stringOf(valueAt(block, 'variable'));
    const values = valueAt(block, 'values');
    if (test === undefined || operator === undefined || variable === undefined || values === undefined) {
      if (!isNull(block)) open = true;
      continue;
    }
    const known = operators.get(operator) ?? { at: test.at, tests: [] };
    known.tests.push({ key: variable, keyAt: block.at, value: values });
    operators.set(operator, known);
  }
  return mapValue([...operators].map(([key, { at, tests }]) => ({ key, keyAt: at, value: mapValue(tests, at) })), value.at, open);
}

function joinedLists(first: Value | undefined, second: Value): Value {
  return first === undefined ? second : { kind: 'list', at: first.at, via: [], items: [...itemsOf(first), ...itemsOf(second)] };
}
