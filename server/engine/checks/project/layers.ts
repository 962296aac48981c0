/** Reports layers whose code somebody else publishes, or may change. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import type { Deployment } from '../../template/deployment';
import { itemsOf, patternOf, possibilities, valueAt, type Value } from '../../template/value';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { gathered } from '../template/property';

interface Parameters {
  /** Accounts of publishers that say so in their documentation, with who they are. */
  readonly known: Readonly<Record<string, string>>;
  /** Layers of the provider itself, whose accounts differ by region; a regular expression on the layer's name. */
  readonly providers: string;
}

const arn = /^arn:[\w*-]+:lambda:[\w*-]*:(\d{12}):layer:([\w-]+)(?::(.+))?$/;

export const foreignLayer: Checker = {
  name: 'foreign-layer',
  over: ['deployments'],
  *run(rule, facts) {
    const { known, providers } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const used = deployment.functions.flatMap((deployed) => {
        const layers = valueAt(deployed.properties, 'Layers');
        return itemsOf(layers).flatMap(possibilities).flatMap((value) => {
          const [, account = '', name = '', version] = arn.exec(patternOf(value) ?? '') ?? [];
          if (account === '') return [];
          const isForeign = !Object.hasOwn(known, account) && !accountsOf(deployment, facts).has(account) && !new RegExp(providers).test(name);
          const isLoose = version === undefined || version.includes('$LATEST');
          return isForeign || isLoose ? [{ at: value.at, deployed, name, account, isForeign }] : [];
        });
      });
      for (const group of gathered(used)) {
        const [first] = group;
        if (first === undefined) continue;
        const functions = [...new Set(group.map(({ deployed }) => deployed.name))];
        const what = first.isForeign ? `is published by account ${first.account}, which nothing here knows` : 'names no version';
        yield { location: first.at, message: fill(rule.message, { layer: first.name, what, functions: listed(functions) }), functions };
      }
      yield undefined;
    }
  },
};

/** Accounts that the project names elsewhere than in layers: they are its own, or it deals with them anyway. */
function accountsOf(deployment: Deployment, { deployments, snapshot }: Facts): ReadonlySet<string> {
  const root = snapshot.rootOf(deployment.uri);
  const byRoot = snapshot.memo.of('accounts', deployments, () => new Map<string | undefined, ReadonlySet<string>>());
  let accounts = byRoot.get(root);
  if (accounts === undefined) {
    const ours = deployments.filter(({ uri }) => snapshot.rootOf(uri) === root);
    byRoot.set(root, (accounts = new Set(ours.flatMap((one) => snapshot.memo.of('accounts', one, accountsIn)))));
  }
  return accounts;
}

function accountsIn({ resources, grants }: Deployment): readonly string[] {
  const found: string[] = [];
  const visit = (value: Value): void => {
    const text = patternOf(value);
    if (text !== undefined && !text.includes(':layer:')) for (const [, account] of text.matchAll(/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/g)) if (account !== undefined) found.push(account);
    if (value.kind === 'list') value.items.forEach(visit);
    else if (value.kind === 'map') value.entries.forEach((entry) => { visit(entry.value); });
    else if (value.kind === 'choice') value.options.forEach((option) => { visit(option.value); });
  };
  for (const { properties } of resources) visit(properties);
  for (const grant of grants) {
    grant.resources.forEach(visit);
    if (grant.principal !== undefined) visit(grant.principal);
  }
  return found;
}
