/** Reports tokens that are verified without saying which algorithm, and for whom. Which calls verify, the rule says. */
import { codeFacts, type Call, type CodeFacts } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { spanOf } from '../../syntax/script';
import type { Severity } from '../../workspace';
import { fill, type Checker } from '../checker';
import { calleeText, draftsOfCalls, functionsOf, type CallPattern } from './call';
import { optionAdded } from './edits';
import { hintsOf, namedCalls, type Named } from './pattern';

interface Verification extends Named {
  /** Where the key stands; where the options do, '' where there are none. */
  readonly key: string;
  readonly options: string;
}

interface Parameters {
  readonly none: readonly CallPattern[];
  readonly unpinned: readonly (Verification & {
    readonly algorithms: string;
    /** How severe it is with the application's own secret; nothing is said where this is left out. */
    readonly shared?: Severity;
  })[];
  readonly audience: readonly Verification[];
  /** How keys of others are written: public ones. */
  readonly foreign: string;
  /** Those of them that an issuer of many applications publishes. */
  readonly issuers: string;
  /** How the application's own are. */
  readonly shared: string;
  readonly unpinnedMessage: string;
  readonly audienceMessage: string;
}

export const tokenOptions: Checker = {
  name: 'token-options',
  over: ['scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const code = codeFacts(facts);
    for (const uri of code.mentioning([...hintsOf(parameters.none, code), ...hintsOf(parameters.unpinned, code)])) {
      yield* draftsOfCalls(rule, uri, parameters.none, code, facts);
      for (const [call, verification] of namedCalls(code, uri, parameters.unpinned)) yield unpinned(rule, call, verification, parameters, code, facts);
      for (const [call, verification] of namedCalls(code, uri, parameters.audience)) yield forAnybody(rule, call, verification, parameters, code, facts);
      yield undefined;
    }
  },
};

type Kind = 'issuer' | 'foreign' | 'shared' | undefined;

/** Whose key it is, by how it is written; undefined where that tells nothing. */
function kindOf(call: Call, way: string, { foreign, issuers, shared }: Parameters, code: CodeFacts): Kind {
  const option = code.option(call, way);
  if (option.kind !== 'given') return undefined;
  const texts = [option.at, ...option.values].map(({ node, scope }) => node.getText(scope.script).slice(0, 400));
  if (texts.some((text) => new RegExp(issuers).test(text))) return 'issuer';
  if (texts.some((text) => new RegExp(foreign).test(text))) return 'foreign';
  return texts.some((text) => new RegExp(shared).test(text) || /^process\.env\b/.test(text)) ? 'shared' : undefined;
}

function unpinned(rule: RuleData, call: Call, { key, algorithms, options, shared }: Parameters['unpinned'][number], parameters: Parameters, code: CodeFacts, facts: Facts): Draft | undefined {
  if (code.option(call, algorithms).kind !== 'absent') return undefined;
  const kind = kindOf(call, key, parameters, code);
  if (kind === undefined || (kind === 'shared' && shared === undefined)) return undefined;
  const algorithm = kind === 'shared' ? 'HS256' : 'RS256';
  const forAll = kind === 'issuer' && saysNobody(call, options, code) ? ', audience: process.env.JWT_AUDIENCE' : '';
  const text = options === '' ? undefined : `['${algorithm}']${forAll}`;
  const edits = text === undefined ? undefined : optionAdded(call, algorithms, text, code);
  return draftOf(rule, call, fill(parameters.unpinnedMessage, { callee: calleeText(call), algorithm }), edits === undefined ? [] : [{ title: `Accept ${algorithm} alone`, kind: 'review', edits: () => edits }], facts, kind === 'shared' ? shared : undefined);
}

/** Of a public issuer, with options that are all known and say nothing of audience or issuer. */
function forAnybody(rule: RuleData, call: Call, { key, options }: Verification, parameters: Parameters, code: CodeFacts, facts: Facts): Draft | undefined {
  if (kindOf(call, key, parameters, code) !== 'issuer' || !saysNobody(call, options, code)) return undefined;
  // Without pinned algorithms that is said first.
  if (code.option(call, `${options}.algorithms`).kind === 'absent' && parameters.unpinned.some(({ of }) => of === code.target(call)?.module)) return undefined;
  const edits = optionAdded(call, `${options}.audience`, 'process.env.JWT_AUDIENCE', code);
  return draftOf(rule, call, fill(parameters.audienceMessage, { callee: calleeText(call) }), edits === undefined ? [] : [{ title: 'Check the audience', kind: 'review', edits: () => edits }], facts);
}

function saysNobody(call: Call, options: string, code: CodeFacts): boolean {
  return ['audience', 'issuer'].every((name) => code.option(call, `${options}.${name}`).kind === 'absent');
}

function draftOf(rule: RuleData, call: Call, what: string, fixes: readonly Fix[], facts: Facts, severity?: Severity): Draft {
  const { script } = call.scope;
  return {
    location: { uri: script.fileName, span: spanOf(call.node.expression, script) },
    message: fill(rule.message, { what }),
    functions: functionsOf(script.fileName, facts),
    fixes,
    ...(severity === undefined ? {} : { severity }),
  };
}
