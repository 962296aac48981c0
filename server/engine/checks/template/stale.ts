/** Reports functions whose handler names a file or export that is not there. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { stringOf, valueAt } from '../../template/value';
import { isWithin } from '../../text/uri';
import { fill, type Checker } from '../checker';
import { findAll } from './demand';

interface Parameters {
  /** Runtimes whose code is looked for; a regular expression. */
  readonly runtimes: string;
  /** Handlers that a layer or package brings along; a regular expression. */
  readonly elsewhere: string;
}

export const staleHandler: Checker = {
  name: 'stale-handler',
  over: ['handlers'],
  *run(rule, facts) {
    const { runtimes, elsewhere } = rule.with as Parameters;
    for (const handler of facts.handlers) {
      const { handler: named } = handler.function.code;
      const text = stringOf(named);
      const runtime = stringOf(handler.function.runtime);
      if (named === undefined || text === undefined || handler.function.presence !== 'always') continue;
      if (runtime === undefined || !new RegExp(runtimes).test(runtime) || new RegExp(elsewhere).test(text)) continue;
      const what = missing(handler, facts);
      if (what !== undefined) yield { location: named.at, message: fill(rule.message, { handler: text, function: handler.function.name, what }), functions: [handler.function.name] };
      yield undefined;
    }
  },
};

function missing({ binding, function: deployed }: Handler, facts: Facts): string | undefined {
  const { code } = deployed;
  const [folder] = code.folders;
  if (folder === undefined || code.entryPoints.length > 0) return undefined;
  if (binding.kind === 'bound') {
    // Beside a build's output the file is a guess.
    return !isWithin(folder, binding.uri) || hasExport(binding.uri, binding.exportName, facts) ? undefined : `exports no \`${binding.exportName}\``;
  }
  // A layer may bring the file along; an archive or a single file is no folder.
  if (code.unbound !== undefined || code.inline !== undefined || /\.\w+$/.test(folder) || findAll(deployed.properties, ['Layers']).some(({ kind }) => kind !== 'absent')) return undefined;
  // What was packed before lies in a bucket, and from where it came is a guess.
  if ([['Code', 'S3Bucket'], ['CodeUri', 'Bucket']].some((path) => findAll(deployed.properties, path).some(({ kind }) => kind === 'value'))) return undefined;
  if (/^s3:/i.test(stringOf(valueAt(deployed.properties, 'CodeUri')) ?? '')) return undefined;
  const scripts = facts.scripts.filter((uri) => isWithin(folder, uri));
  return scripts.length > 0 ? 'is in no file of its folder' : undefined;
}

/** False only where the file is read and the name is nowhere in it, nor anything that may bring it along. */
function hasExport(uri: string, name: string, facts: Facts): boolean {
  const script = facts.snapshot.script(uri);
  if (script === undefined) return true;
  const { text } = script;
  return text.includes(name) || /export\s*\*|module\.exports\s*=|exports\s*\[|Object\.(?:assign|defineProperty)/.test(text);
}
