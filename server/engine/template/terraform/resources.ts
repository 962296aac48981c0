/** The resources of a root module and all that it calls, in CloudFormation's shape. Knows no functions' code and no rights. */
import type { LoweredResource } from '../cloudformation/resources';
import type { Presence } from '../deployment';
import type { MapValue } from '../value';
import { joinCompanions } from './companions';
import type { Evaluation } from './evaluation';
import { renamedBody } from './lowering';
import type { DeclaredBlock } from './declarations';
import { place, type Call, type Module, type WrittenResource } from './scope';
import { reshaped } from './shapes';
import { mapValue } from './values';
import { isLowered, kindOf } from './vocabulary';
import { isLambdaModule, wellKnownResources } from './well-known';

export interface Collected {
  readonly written: readonly WrittenResource[];
  readonly lowered: readonly LoweredResource[];
}

export function resourcesOf(evaluation: Evaluation): Collected {
  const written: WrittenResource[] = [];
  const known: LoweredResource[] = [];
  collect(evaluation.modules.root, true, evaluation, written, known);
  const lowered = written.flatMap((one) => lowerOne(one, evaluation));
  return { written, lowered: [...joinCompanions(written, lowered), ...known] };
}

function collect(module: Module, certain: boolean, evaluation: Evaluation, written: WrittenResource[], known: LoweredResource[]): void {
  const { declarations } = module;
  for (const all of declarations.resources.values()) {
    for (const declared of all) {
      const type = declared.block.labels[0]?.text ?? '';
      for (const instance of evaluation.instancesOf(declared, evaluation.modules.addressOf(declared, module), module)) {
        written.push({ id: instance.id, type, instance, body: evaluation.body(declared.block.body, instance.scope), presence: certain && instance.certain ? 'always' : 'maybe' });
      }
    }
  }
  for (const [name, all] of declarations.providers) all.forEach((declared, index) => known.push(providerOf(declared, `provider.${name}${index === 0 ? '' : `#${String(index + 1)}`}`, module, evaluation)));
  for (const [name, all] of declarations.modules) {
    for (const declared of all) {
      for (const call of evaluation.modules.callsOf(declared, name, module)) {
        const sure = certain && call.instance.certain;
        const presence = sure ? 'always' : 'maybe';
        if (call.module === undefined) known.push(...(isLambdaModule(call.source) ? wellKnownResources(call, presence, evaluation) : [elsewhere(call, presence, evaluation)]));
        else collect(call.module, sure, evaluation, written, known);
      }
    }
  }
}

function lowerOne(one: WrittenResource, evaluation: Evaluation): readonly LoweredResource[] {
  const { block, file } = one.instance.declared;
  const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
  const { type } = kindOf(one.type);
  const properties = isLowered(one.type) ? renamedBody(one.type, one.body, evaluation) : readDocuments(one.body, evaluation);
  return reshaped({ id: one.id, type, declaredType: type, at, properties, presence: one.presence, metadata: undefined }, one.type);
}

/** What the configuration tells the program that deploys: no resource, and yet a place where things are written. */
function providerOf(declared: DeclaredBlock, id: string, module: Module, evaluation: Evaluation): LoweredResource {
  const { block, file } = declared;
  const [instance] = evaluation.instancesOf(declared, id, module);
  const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
  const properties = instance === undefined ? mapValue([], at) : evaluation.body(block.body, instance.scope);
  return { id, type: 'Terraform::provider', declaredType: 'Terraform::provider', at, properties, presence: 'always', metadata: undefined, implicit: true };
}

/** A module whose files are not in the workspace: what it is given is read, policies above all. */
function elsewhere({ instance, inputs }: Call, presence: Presence, evaluation: Evaluation): LoweredResource {
  const { block, file } = instance.declared;
  const type = 'Terraform::module';
  return { id: instance.id, type, declaredType: type, at: place(file, block.labels.at(-1)?.span ?? block.typeSpan), properties: readDocuments(inputs, evaluation), presence, metadata: undefined };
}

/** Of a type that has no other name here only the documents inside it are read. */
function readDocuments(body: MapValue, evaluation: Evaluation): MapValue {
  return { ...body, entries: body.entries.map((entry) => ({ ...entry, value: evaluation.decoded(entry.value) })) };
}
