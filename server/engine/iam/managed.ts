/** What AWS' own policies allow. The table names its source. Knows no template. */
import { lazily } from './lazily';
import { text } from './managed.data';

export interface ManagedStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Patterns; with `except`, what is left out of everything. */
  readonly actions: readonly string[];
  readonly except: boolean;
  readonly resources: readonly string[];
  /** A condition narrows it, or all resources but the named ones are meant. */
  readonly narrowed: boolean;
}

const policies = lazily(() => new Map(text.split('\n\n').map((block): [string, string] => {
  const end = block.indexOf('\n');
  return [block.slice(0, end), block.slice(end + 1)];
})));

/** By name, with its path or without, or by ARN; undefined where AWS has no such policy. */
export function managedPolicy(given: string): readonly ManagedStatement[] | undefined {
  const name = /^(?:arn:[^:]*:iam::aws:policy\/)?(?:[\w-]+\/)*([\w-]+)$/.exec(given)?.[1] ?? given;
  return policies().get(name)?.split('\n').map(statementOf);
}

function statementOf(line: string): ManagedStatement {
  const [head = '', resources = '*'] = line.split(' | ');
  const [sign = '', ...actions] = head.split(' ');
  let service = '';
  const full = actions.map((action) => {
    if (action.startsWith(':')) return service + action;
    service = action.split(':')[0] ?? '';
    return action;
  });
  return { effect: sign.startsWith('-') ? 'Deny' : 'Allow', actions: full, except: sign.includes('!'), resources: resources.split(' '), narrowed: /[?~]/.test(sign) };
}
