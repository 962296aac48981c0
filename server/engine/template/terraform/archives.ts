/** The archives that a configuration makes, and the code of each function. */
import type { HandlerReference } from '../deployment';
import type { Value } from '../value';
import { codeOf, codeOfCall } from './code';
import type { Evaluation } from './evaluation';
import type { Call, Module, WrittenResource } from './scope';

/** Every module in use, the root first. */
export function* modulesOf(evaluation: Evaluation, module: Module = evaluation.modules.root): Generator<{ readonly module: Module; readonly outside: readonly Call[] }> {
  const calls = [...module.declarations.modules].flatMap(([name, all]) => all.flatMap((declared) => evaluation.modules.callsOf(declared, name, module)));
  yield { module, outside: calls.filter((call) => call.module === undefined) };
  for (const call of calls) if (call.module !== undefined) yield* modulesOf(evaluation, call.module);
}

/** The bodies of all `archive_file` data sources. */
export function archivesOf(evaluation: Evaluation): readonly Value[] {
  const archives: Value[] = [];
  for (const { module } of modulesOf(evaluation)) {
    for (const [name, all] of module.declarations.data) {
      if (!name.startsWith('archive_file.')) continue;
      for (const declared of all) for (const instance of evaluation.instancesOf(declared, `data.${name}`, module)) archives.push(evaluation.body(declared.block.body, instance.scope));
    }
  }
  return archives;
}

/** The code of the function with this address. */
export function handlerOf(id: string, written: readonly WrittenResource[], archives: readonly Value[], evaluation: Evaluation): HandlerReference | undefined {
  const own = written.find((one) => one.id === id);
  if (own !== undefined) return codeOf(own, written, archives, evaluation);
  const call = outsideCalls(evaluation).find((one) => one.instance.id === id);
  return call === undefined ? undefined : codeOfCall(call, evaluation);
}

/** Calls of modules whose files are not in the workspace. */
export function outsideCalls(evaluation: Evaluation): readonly Call[] {
  return [...modulesOf(evaluation)].flatMap(({ outside }) => outside);
}
