/** Reports literals that ciphers are given as keys, initialisation vectors or salts. What those calls are, a model says. */
import { codeFacts } from '../../facts/code-calls';
import type { Facts } from '../../facts/facts';
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import { beginning } from '../../text/span';
import { fill, gathering, grouped } from '../checker';
import { functionsOf } from './call';
import { keyLiterals, type KeyLiteral, type KeyModel } from './key-literal';
import { hintsOf } from './pattern';

export const hardcodedKey = gathering<KeyLiteral>({
  name: 'hardcoded-key',
  over: ['scripts'],
  *find(_, facts) {
    const code = codeFacts(facts);
    const model = facts.models['keys'] as KeyModel;
    for (const uri of code.mentioning(hintsOf(model.keys, code))) {
      yield* keyLiterals(uri, model.keys, model, code);
      yield undefined;
    }
  },
  groups: (_, found) => grouped(found, ({ written, what }) => `${beginning(written)} ${what}`),
  *tell(rule, [first], facts) {
    if (first !== undefined) yield drafted(rule, first, facts);
  },
});

function drafted(rule: RuleData, { used: location, written: literal, what, fresh, callee, text }: KeyLiteral, facts: Facts): Draft {
  const why = fresh ? `is the same for every use${text === '' ? ' (empty)' : ''}: make a new one with randomBytes each time and keep it beside the result` : 'can be read by everybody who has the code: take it from a managed store or a key service';
  return {
    location,
    message: fill(rule.message, { what, callee, why }),
    related: location.uri === literal.uri && location.span.start === literal.span.start ? [] : [{ location: literal, message: 'it is written here' }],
    functions: functionsOf(location.uri, facts),
  };
}
