/** Reports what deployed packages leave open: versions that anybody may move, and packages whose versions nothing holds. */
import type { Facts } from '../../facts/facts';
import type { Fix } from '../../finding';
import { lockedVersion, lockfileOf } from '../../project/lockfiles';
import { firmnessOf, packageOf, type Dependency, type Firmness, type PackageFile } from '../../project/packages';
import { folderOf } from '../../text/uri';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';

interface DeployedPackage {
  readonly file: PackageFile;
  readonly functions: readonly string[];
}

/** The packages that functions are built from, each with the names of those. */
function deployedPackages(facts: Facts): readonly DeployedPackage[] {
  return facts.derived('deployed packages', '', findDeployed);
}

function findDeployed(facts: Facts): readonly DeployedPackage[] {
  const found = new Map<string, { file: PackageFile; functions: string[] }>();
  for (const { binding, deployment, function: deployed } of facts.handlers) {
    // Where the code is found by its shape, the configuration stands beside it.
    const place = binding.kind === 'bound' ? binding.uri : deployment.cloud === undefined ? undefined : deployment.uri;
    const file = place === undefined ? undefined : facts.derived('package of', folderOf(place), ({ snapshot }) => packageOf(place, snapshot));
    if (file === undefined) continue;
    const known = found.get(file.uri) ?? { file, functions: [] };
    if (!known.functions.includes(deployed.name)) known.functions.push(deployed.name);
    found.set(file.uri, known);
  }
  // The same object as before where the functions are.
  return [...found.values()].map((now) => {
    const last = facts.snapshot.memo.of('deployed package', now.file, (): { known: DeployedPackage } => ({ known: now }));
    if (last.known.functions.join('\n') !== now.functions.join('\n')) last.known = now;
    return last.known;
  });
}

const reasons: Readonly<Record<Exclude<Firmness, 'exact' | 'own'>, string>> = {
  open: 'whatever is newest when somebody installs',
  source: 'whatever that address answers when somebody installs',
  range: 'any later version of the range',
};

export const openDependency: Checker = {
  name: 'open-dependency',
  *run(rule, facts) {
    for (const { file, functions } of deployedPackages(facts)) {
      for (const dependency of file.dependencies) {
        const firmness = firmnessOf(dependency.asked);
        if (firmness === 'exact' || firmness === 'own') continue;
        const message = fill(rule.message, { name: dependency.name, asked: dependency.asked === '' ? 'any version' : `\`${dependency.asked}\``, what: reasons[firmness], functions: listed(functions) });
        yield { location: dependency.at, message, functions, fixes: firmness === 'source' ? [] : held(dependency, file, facts), ...(firmness === 'range' ? { only: 'strict' as const } : {}) };
      }
      yield undefined;
    }
  },
};

/** The same version stays installed: package.json and lockfile say it together. */
function held(dependency: Dependency, file: PackageFile, facts: Facts): readonly Fix[] {
  const locked = lockedVersion(dependency, file, facts.snapshot);
  if (locked?.edits === undefined) return [];
  const { version, uri, edits } = locked;
  const asked = dependency.asked.trim();
  const alias = /^npm:(?:@[^@/]+\/)?[^@/]+@/.exec(asked)?.[0] ?? '';
  return [{
    title: `Ask for ${version}, which is locked`,
    kind: 'safe',
    edits: () => [{ uri: file.uri, edits: [{ span: dependency.at.span, newText: JSON.stringify(alias + version) }] }, ...(edits.length === 0 ? [] : [{ uri, edits }])],
  }];
}

export const noLockfile: Checker = {
  name: 'no-lockfile',
  *run(rule, facts) {
    for (const { file, functions } of deployedPackages(facts)) {
      const outside = file.dependencies.filter(({ asked }) => firmnessOf(asked) !== 'own');
      if (outside.length > 0 && lockfileOf(file, facts.snapshot) === undefined) yield { location: file.at, message: fill(rule.message, { functions: listed(functions) }), functions };
      yield undefined;
    }
  },
};
