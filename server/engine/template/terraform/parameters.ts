/** Variables as parameters of the deployment. */
import type { Parameter } from '../deployment';
import { booleanOf, valueAt, type Value } from '../value';
import type { DeclaredBlock } from './declarations';
import type { Evaluation } from './evaluation';
import { place } from './scope';
import { mapValue } from './values';

/** Types as CloudFormation has them; anything else is text. */
const types: readonly (readonly [pattern: RegExp, type: string])[] = [[/^number\b/, 'Number'], [/^bool\b/, 'Boolean'], [/^(?:list|set|tuple)\b/, 'CommaDelimitedList'], [/^(?:map|object)\b/, 'Map']];

export function parametersOf(evaluation: Evaluation): readonly Parameter[] {
  const { root } = evaluation.modules;
  return [...root.declarations.variables.values()].flatMap((all) => all.map((declared) => parameterOf(declared, evaluation)));
}

function parameterOf({ block, file }: DeclaredBlock, evaluation: Evaluation): Parameter {
  const scope = { module: evaluation.modules.root, file, names: new Map<string, Value>(), depth: 0 };
  const entries = block.body.attributes.filter((attribute) => attribute.name !== 'type').map((attribute) => ({ key: attribute.name, keyAt: place(file, attribute.nameSpan), value: evaluation.value(attribute.value, scope) }));
  const properties = mapValue(entries, place(file, block.body.span));
  const sensitive = valueAt(properties, 'sensitive');
  const type = block.body.attributes.find((attribute) => attribute.name === 'type')?.value.span;
  const written = type === undefined ? '' : file.text.slice(type.start, type.end).replace(/^["\s]+/, '');
  return {
    name: block.labels[0]?.text ?? '', at: place(file, block.labels[0]?.span ?? block.typeSpan), properties,
    default: valueAt(properties, 'default'),
    hidden: sensitive === undefined ? false : (booleanOf(sensitive) ?? 'unknown'),
    hiddenBy: 'sensitive',
    allowedValues: [],
    type: types.find(([pattern]) => pattern.test(written))?.[1] ?? 'String',
  };
}
