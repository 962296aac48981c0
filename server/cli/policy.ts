/** Prints the least policy for a function, or for a file taken as an entry point, and what stands behind it. */
import { arnText, needsOf, run, statementsFor, takeoverInWords, takeoverOf, uris, type Engine, type Handler, type Maybe, type Needs, type PolicyStatement, type Report, type Setting } from '../engine';
import { UsageError, type PolicyCommand } from './arguments';
import { scopeOf } from './folders';
import { Places } from './places';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { uriOfPath } from '../host/disk';

/** What the policy is for. */
interface Subject {
  readonly name: string;
  readonly uri: string;
  readonly exportName: string | undefined;
  readonly setting: Setting | undefined;
  readonly handler: Handler | undefined;
}

interface Explained {
  readonly action: string;
  readonly resources: readonly string[];
  /** Of resources that are not named. */
  readonly notes: readonly string[];
  readonly calls: readonly { readonly operation: string; readonly caller: string; readonly place: string; readonly certain: boolean }[];
}

interface Explanation {
  readonly for: string;
  readonly needed: readonly Explained[];
  /** Needed or not by how things are set up. */
  readonly perhaps: readonly { readonly action: string; readonly operation: string; readonly if: string; readonly place: string }[];
  /** Calls that need no permission. */
  readonly free: readonly { readonly operation: string; readonly place: string }[];
  /** Why there may be more. */
  readonly unseen: readonly { readonly reason: string; readonly place: string }[];
  readonly platform: string;
  /** What somebody who has taken the function over could do with the role that it has now. */
  readonly takeover: readonly string[];
}

const platform = 'What the platform does in the function\'s name is not the code\'s and not listed: writing its log (logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents; AWSLambdaBasicExecutionRole), reading the queues and streams that start it, its network interfaces in a VPC, its traces.';

/** Throws a UsageError. */
export function policyText(command: PolicyCommand, engine: Engine, current: string, today: string): { readonly text: string; readonly report: Report } {
  const [asked, exportName] = split(command.subject);
  const file = existsSync(resolve(current, asked)) ? resolve(current, asked) : undefined;
  const { workspace } = scopeOf(file === undefined ? [] : [file], command.reading, current, today, engine);
  const report = run(engine.analyse(workspace));
  const subject = file === undefined ? ofFunction(command.subject, report) : ofFile(uriOfPath(file), exportName, report);
  const { snapshot, models } = report.facts;
  const needs = needsOf(subject.uri, subject.exportName, snapshot, models);
  if (needs === undefined) throw new UsageError(`\`${uris.nameOf(subject.uri)}\` exports no \`${subject.exportName ?? ''}\`.`);
  const statements = statementsFor(needs.needs, subject.setting);
  const policy = { Version: '2012-10-17', Statement: statements.map(plain) };
  if (!command.explain) return { text: `${JSON.stringify(policy, null, 2)}\n`, report };
  const takeover = subject.handler === undefined ? [] : takeoverInWords(takeoverOf(subject.handler, report.facts));
  const explanation: Explanation = { ...explain(subject, needs, statements, new Places(snapshot)), takeover };
  const text = command.format === 'json' ? `${JSON.stringify({ policy, explanation }, null, 2)}\n` : `${JSON.stringify(policy, null, 2)}\n\n${inWords(explanation)}`;
  return { text, report };
}

function split(subject: string): readonly [string, string | undefined] {
  const hash = subject.lastIndexOf('#');
  return hash < 0 ? [subject, undefined] : [subject.slice(0, hash), subject.slice(hash + 1)];
}

function plain({ actions, aims }: PolicyStatement): object {
  return { Effect: 'Allow', Action: actions, Resource: aims.map(arnText) };
}

/** By the name that a template gives it. */
function ofFunction(name: string, report: Report): Subject {
  const found = report.facts.handlers.filter((handler) => handler.function.name === name);
  const [first, ...others] = found;
  if (first === undefined) {
    const names = [...new Set(report.facts.handlers.map((handler) => handler.function.name))];
    throw new UsageError(`There is no file and no deployed function \`${name}\`.${names.length === 0 ? '' : ` The functions are ${names.slice(0, 20).join(', ')}.`}`);
  }
  if (others.some((other) => other.deployment !== first.deployment)) throw new UsageError(`Several templates deploy a function \`${name}\`: name its file instead, or another --root.`);
  if (first.binding.kind !== 'bound') throw new UsageError(`The code of \`${name}\` was not found: ${first.binding.reason}.`);
  return { name, uri: first.binding.uri, exportName: first.binding.exportName, setting: settingOf(first), handler: first };
}

function ofFile(uri: string, exportName: string | undefined, report: Report): Subject {
  const deployed = report.facts.handlers.filter((handler) => handler.binding.kind === 'bound' && handler.binding.uri === uri && (exportName === undefined || handler.binding.exportName === exportName));
  const [only, ...others] = deployed;
  const name = `${uris.nameOf(uri)}${exportName === undefined ? '' : `#${exportName}`}`;
  const alone = only !== undefined && others.length === 0 ? only : undefined;
  return { name, uri, exportName: exportName ?? (alone?.binding.kind === 'bound' ? alone.binding.exportName : undefined), setting: alone === undefined ? undefined : settingOf(alone), handler: alone };
}

function settingOf(handler: Handler): Setting {
  return { function: handler.function, deployment: handler.deployment };
}

function explain(subject: Subject, needs: Needs, statements: readonly PolicyStatement[], places: Places): Omit<Explanation, 'takeover'> {
  const placeOf = (location: Maybe['call']): string => {
    const { file, line } = places.of(location);
    return `${file}:${line}`;
  };
  const needed = statements.flatMap(({ actions, aims }) => actions.map((action): Explained => ({
    action,
    resources: aims.map(arnText),
    notes: [...new Set(aims.flatMap((aim) => aim.open ?? []))],
    calls: needs.needs.filter((need) => need.action === action).map((need) => ({ operation: need.operation, caller: need.caller, place: placeOf(need.call), certain: need.certain })),
  })));
  const told = new Set<string>();
  const perhaps = needs.maybes.filter(({ action, condition }) => {
    const key = `${action} ${condition}`;
    return !needs.needs.some((need) => need.action === action) && !told.has(key) && told.add(key).has(key);
  });
  const reasons = new Map(needs.unseen.map((one) => [one.reason, one]));
  return {
    for: subject.name,
    needed,
    perhaps: perhaps.map(({ action, operation, condition, call }) => ({ action, operation, if: condition, place: placeOf(call) })),
    free: needs.free.map(({ operation, call }) => ({ operation, place: placeOf(call) })),
    unseen: [
      ...[...reasons.values()].map(({ reason, location }) => ({ reason, place: placeOf(location) })),
      ...(needs.otherIdentity === undefined ? [] : [{ reason: 'a client has credentials of its own: what it calls may not need the function\'s role', place: placeOf(needs.otherIdentity) }]),
    ],
    platform,
  };
}

function inWords(explanation: Explanation): string {
  const lines = [`What stands behind it, for ${explanation.for}:`];
  for (const { action, resources, notes, calls } of explanation.needed) {
    lines.push('', action, ...calls.map(({ operation, caller, place, certain }) => `  ${operation}${caller === '' ? '' : ` in ${caller}`} (${place})${certain ? '' : ', perhaps'}`), ...resources.map((resource) => `  on ${resource}`), ...notes.map((note) => `  not named: ${note}`));
  }
  if (explanation.needed.length === 0) lines.push('', 'No call of AWS is seen.');
  const section = (title: string, rows: readonly string[]): void => {
    if (rows.length > 0) lines.push('', title, ...rows.map((row) => `  ${row}`));
  };
  section('Needed or not by how things are set up, and not listed:', explanation.perhaps.map((one) => `${one.action}, if ${one.if} (${one.operation}, ${one.place})`));
  section('Calls that need no permission:', explanation.free.map((one) => `${one.operation} (${one.place})`));
  section('There may be more:', explanation.unseen.map((one) => `${one.reason} (${one.place})`));
  section('With the role that it has now, whoever takes it over can:', explanation.takeover);
  lines.push('', explanation.platform);
  return `${lines.join('\n')}\n`;
}
