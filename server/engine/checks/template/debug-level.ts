/** Reports log levels that are fixed to debugging: in environments, logging settings and loggers. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf, ts, walk, type Script } from '../../syntax/script';
import type { Deployment } from '../../template/deployment';
import { stringOf, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { variablesOf } from '../environment';
import { listed } from '../holder';
import { findAll } from './demand';

interface Parameters {
  /** Variables that hold a level; a regular expression. */
  readonly variables: string;
  /** Levels that say too much; a regular expression, case aside. */
  readonly levels: string;
  /** Calls and classes that make a logger, and their options for the level. */
  readonly loggers: readonly string[];
  readonly options: readonly string[];
  /** Options by which a logger holds such lines back until something goes wrong. */
  readonly holding: readonly string[];
}

export const debugLevel: Checker = {
  name: 'debug-level',
  over: ['deployments', 'scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      yield* inTemplate(rule, parameters, deployment, facts);
      yield undefined;
    }
    for (const uri of facts.scripts) {
      const text = facts.snapshot.file(uri)?.text ?? '';
      const script = parameters.loggers.some((logger) => text.includes(logger)) && new RegExp(parameters.levels.replaceAll(/[\^$]/g, ''), 'i').test(text) ? facts.snapshot.script(uri) : undefined;
      if (script !== undefined) yield* inScript(rule, parameters, uri, script);
      yield undefined;
    }
  },
};

function* inTemplate(rule: RuleData, { variables, levels }: Parameters, deployment: Deployment, facts: Facts): Generator<Draft> {
  const isDebugging = (value: Value): boolean => value.kind === 'scalar' && value.via.length === 0 && new RegExp(levels, 'i').test(stringOf(value) ?? '');
  const draft = (value: Value, setting: string, functions: readonly string[]): Draft => {
    const by = stringOf(value) === stringOf(value)?.toLowerCase() ? 'info' : 'INFO';
    return {
      location: value.at,
      message: fill(rule.message, { setting, level: stringOf(value) ?? '', where: functions.length === 0 ? '' : ` for ${listed(functions)}` }),
      functions,
      fixes: changes(`Log from \`${by}\` on`, deployment, [{ kind: 'replace', value, by }], 'safe'),
    };
  };
  for (const { variable, functions } of variablesOf(deployment, facts)) {
    const atBuild = functions.every(({ builds }) => builds === true);
    if (!atBuild && new RegExp(variables).test(variable.name) && isDebugging(variable.value)) yield draft(variable.value, variable.name, functions.map(({ name }) => name));
  }
  const told = new Set<number>();
  for (const { name, properties } of deployment.functions) {
    const [found] = findAll(properties, ['LoggingConfig', 'ApplicationLogLevel']);
    if (found?.kind !== 'value' || !isDebugging(found.value) || told.has(found.value.at.span.start)) continue;
    told.add(found.value.at.span.start);
    yield draft(found.value, 'ApplicationLogLevel', [name]);
  }
}

function* inScript(rule: RuleData, { levels, loggers, options, holding }: Parameters, uri: string, script: Script): Generator<Draft> {
  const found: { readonly name: string; readonly value: ts.StringLiteralLike }[] = [];
  walk(script, (node) => {
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && loggers.includes(node.expression.text)) {
      for (const argument of node.arguments ?? []) {
        if (!ts.isObjectLiteralExpression(argument) || argument.properties.some(({ name }) => name !== undefined && ts.isIdentifier(name) && holding.includes(name.text))) continue;
        for (const property of argument.properties) {
          if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name) || !ts.isStringLiteralLike(property.initializer)) continue;
          if (options.includes(property.name.text) && new RegExp(levels, 'i').test(property.initializer.text)) found.push({ name: property.name.text, value: property.initializer });
        }
      }
    }
    return undefined;
  });
  for (const { name, value } of found) {
    const by = value.text === value.text.toLowerCase() ? 'info' : 'INFO';
    const span = spanOf(value, script);
    yield {
      location: { uri, span },
      message: fill(rule.message, { setting: name, level: value.text, where: '' }),
      fixes: [{ title: `Log from \`${by}\` on`, kind: 'safe', edits: () => [{ uri, edits: [{ span: { start: span.start + 1, end: span.end - 1 }, newText: by }] }] }],
    };
  }
}
