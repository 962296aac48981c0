/** Reports containers that anybody may read by a setting of their own, and the switch of their account that lets there be such. Knows no cloud: names and words are the rule's. */
import type { Draft } from '../finding';
import type { Deployment, Plain, Resource } from '../template/deployment';
import { booleanOf, possibilities, valueAt } from '../template/value';
import { own } from '../text/own';
import { changes } from './change';

export interface Containers {
  readonly type: string;
  /** Where it says who may read, and what each word lets everybody do. */
  readonly path: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  readonly closed: Plain;
  /** The account that they are in, and its switch. */
  readonly account: { readonly called: string; readonly type: string; readonly path: readonly string[] };
  readonly way: string;
}

export function* publicContainers(kinds: readonly Containers[], deployment: Deployment): Generator<Draft> {
  for (const kind of kinds) {
    const accounts = deployment.resources.filter(({ type }) => isType(type, kind.account.type));
    const switches = accounts.map((account) => valueAt(account.properties, ...kind.account.path));
    // Which of several accounts a container is in, its name may not tell.
    const isLocked = switches.length > 0 && switches.every((value) => booleanOf(value) === false);
    const open = deployment.resources.filter(({ type }) => isType(type, kind.type)).flatMap((resource) => [...ofContainer(kind, resource, isLocked, deployment)]);
    yield* open;
    for (const [index, value] of switches.entries()) {
      const account = accounts[index];
      if (account === undefined || value === undefined || booleanOf(value) !== true) continue;
      yield {
        location: value.at, severity: 'warning', related: value.via,
        message: `${kind.account.called} \`${account.id}\` lets its containers be opened to anybody, so one setting of a container is enough. ${kind.way}`,
        // What is open now would be closed by it without a word.
        fixes: open.length > 0 ? [] : changes('Let no container be public', deployment, [{ kind: 'replace', value, by: false }]),
      };
    }
  }
}

function* ofContainer({ path, words, closed, way }: Containers, { id, properties }: Resource, isLocked: boolean, deployment: Deployment): Generator<Draft> {
  const given = valueAt(properties, ...path);
  for (const value of given === undefined ? [] : possibilities(given)) {
    const allowed = value.kind === 'scalar' ? own(words, String(value.value).toLowerCase()) : undefined;
    if (allowed === undefined) continue;
    const shown = `\`${String(value.kind === 'scalar' ? value.value : '')}\``;
    yield {
      location: value.at, related: value.via,
      ...(isLocked ? { severity: 'information' as const } : {}),
      message: `${isLocked ? `But for its account's lock, ${shown} would let` : `${shown} lets`} anybody on the internet ${allowed} in container \`${id}\`. ${way}`,
      fixes: changes('Keep the container private', deployment, [{ kind: 'replace', value, by: closed }]),
    };
  }
}

function isType(type: string, wanted: string): boolean {
  return type.toLowerCase() === wanted.toLowerCase();
}
