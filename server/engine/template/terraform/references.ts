/** What names in expressions stand for: variables, locals, data sources, modules, resources and what is inside them. */
import type { HclExpression } from '../../syntax/hcl-tree';
import type { Location } from '../../text/span';
import { nameOf } from '../../text/uri';
import { usedAt } from '../cloudformation/text';
import { scalar, unknown, type Hop, type ReferenceValue, type Value } from '../value';
import { dataSourceValue } from './data-sources';
import { declaredIn, type DeclaredAttribute, type DeclaredBlock } from './declarations';
import type { Modules } from './modules';
import { withOptional } from './optional';
import { place, rootOf, type Call, type Evaluator, type Instance, type Scope } from './scope';
import { absent, choiceOf, eachOption, elementOf, isAbsent, isNull, mapValue, memberOf, pairsOf, shownScalar } from './values';
import { attributeNames, pascal } from './vocabulary';
import { wellKnownOutput } from './well-known';

type Step = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'key'; readonly key: HclExpression } | { readonly kind: 'splat' };

export class References {
  private readonly known = new Map<string, Value>();
  private readonly open = new Set<string>();

  constructor(private readonly evaluator: Evaluator, private readonly modules: Modules) {}

  /** The value of a name and all that follows it. */
  traversal(expression: HclExpression, scope: Scope, at: Location): Value {
    const steps: Step[] = [];
    let current = expression;
    for (;;) {
      if (current.kind === 'attribute') steps.unshift({ kind: 'name', name: current.name });
      else if (current.kind === 'index') steps.unshift({ kind: 'key', key: current.key });
      else if (current.kind === 'splat') steps.unshift({ kind: 'splat' });
      else break;
      current = current.of;
    }
    if (current.kind !== 'name') return this.follow(this.evaluator.value(current, scope), steps, scope, at);
    const [first, second] = steps;
    const name = first?.kind === 'name' ? first.name : undefined;
    const local = scope.names.get(current.name);
    if (local !== undefined) return this.follow(usedAt(local, at), steps, scope, at);
    if (name === undefined) return unknown(`\`${current.name}\` means nothing here`, 'unresolved', at, [], current.name);
    switch (current.name) {
      case 'var':
        return this.follow(this.variable(name, scope, at), steps.slice(1), scope, at);
      case 'local':
        return this.follow(this.local(name, scope, at), steps.slice(1), scope, at);
      case 'path':
        return scalar(name === 'module' ? scope.module.folder : rootOf(scope.module).folder, at);
      case 'each':
      case 'count':
      case 'self':
      case 'terraform':
        return unknown(`\`${current.name}.${name}\` is known only at deployment`, 'unresolved', at, [], `${current.name}.${name}`);
      case 'data':
        return second?.kind === 'name' ? this.data(name, second.name, steps.slice(2), scope, at) : unknown('this names no data source', 'unresolved', at);
      case 'module':
        return this.output(name, steps.slice(1), scope, at);
      default: {
        const resource = this.resource(current.name, name, scope, at);
        return resource === undefined
          ? unknown(`\`${current.name}.${name}\` is not declared here`, 'undeclared', at, [], `${current.name}.${name}`)
          : this.follow(resource, steps.slice(1), scope, at);
      }
    }
  }

  private follow(start: Value, steps: readonly Step[], scope: Scope, at: Location): Value {
    let value = start;
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'splat') {
        const rest = steps.slice(index + 1);
        return eachOption(value, (one) => {
          if (isNull(one)) return { kind: 'list', items: [], at, via: [] };
          const pairs = pairsOf(one);
          if (one.kind === 'unknown') return one;
          const items = one.kind === 'list' && pairs !== undefined ? pairs.map((pair) => pair[1]) : [one];
          return { kind: 'list', at, via: one.via, items: items.map((item) => this.follow(item, rest, scope, at)) };
        });
      }
      value = step.kind === 'name' ? this.member(value, step.name, at) : this.element(value, this.evaluator.value(step.key, scope), at);
      if (isAbsent(value)) return value;
    }
    return value;
  }

  private member(value: Value, name: string, at: Location): Value {
    return eachOption(value, (one) => {
      const instance = instanceOf(one);
      return instance === undefined ? memberOf(one, name, at) : usedAt(this.attribute(instance, name, at), at);
    });
  }

  private element(value: Value, key: Value, at: Location): Value {
    return eachOption(value, (one) => (instanceOf(one) === undefined ? elementOf(one, key, at) : { ...one, at }));
  }

  private variable(name: string, scope: Scope, at: Location): Value {
    const { module } = scope;
    const declared = declaredIn(module.declarations.variables, name, scope.file);
    const input = module.inputs?.get(name);
    if (input !== undefined && !isNull(input)) return usedAt(this.typed(input, declared, scope), at);
    const assigned = module.root === undefined ? module.declarations.assigned.get(name)?.at(-1) : undefined;
    const given = assigned ?? defaultOf(declared);
    if (declared === undefined && assigned === undefined) return unknown(`variable ${name} is not declared`, 'parameter', at, [], `var.${name}`);
    const hop: Hop = { location: place(declared?.file ?? scope.file, declared?.block.labels[0]?.span ?? at.span), message: `variable ${name}` };
    if (given === undefined) return unknown(`variable ${name} has no default`, 'parameter', at, [hop], `var.${name}`);
    const value = this.once(`var ${module.address} ${name} ${given.file.uri}`, at, () => this.typed(this.evaluator.value(given.attribute.value, { module, file: given.file, names: new Map(), depth: 0 }), declared, scope));
    return usedAt(value, at, [{ location: place(given.file, given.attribute.value.span), message: assigned === undefined ? `variable ${name}, its default` : `variable ${name}, as it is set in ${nameOf(given.file.uri)}` }]);
  }

  /** With what the variable's type gives to attributes that are left out. */
  private typed(value: Value, declared: DeclaredBlock | undefined, { module }: Scope): Value {
    const type = declared?.block.body.attributes.find((attribute) => attribute.name === 'type')?.value;
    if (declared === undefined || type?.kind !== 'call' || !declared.file.text.slice(type.span.start, type.span.end).includes('optional')) return value;
    const { file } = declared;
    return withOptional(value, type, (expression) => this.evaluator.value(expression, { module, file, names: new Map(), depth: 0 }), (expression) => place(file, expression.span));
  }

  private local(name: string, scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.locals, name, scope.file);
    if (declared === undefined) return unknown(`local ${name} is not declared`, 'unresolved', at, [], `local.${name}`);
    const { attribute, file } = declared;
    const value = this.once(`local ${scope.module.address} ${name} ${file.uri}`, at, () => this.evaluator.value(attribute.value, { module: scope.module, file, names: new Map(), depth: 0 }));
    return usedAt(value, at, [{ location: place(file, attribute.value.span), message: `local ${name}` }]);
  }

  /** A value that many may ask for; one that asks for itself is not known. */
  private once(key: string, at: Location, evaluate: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.open.has(key)) return unknown('it refers to itself', 'limit', at);
    this.open.add(key);
    const value = evaluate();
    this.open.delete(key);
    this.known.set(key, value);
    return value;
  }

  private data(type: string, name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.data, `${type}.${name}`, scope.file);
    if (declared === undefined) return unknown(`\`data.${type}.${name}\` is not declared here`, 'undeclared', at, [], `data.${type}.${name}`);
    const instances = this.evaluator.instancesOf(declared, `data.${type}.${name}`, scope.module);
    const repeated = instances.some((instance) => instance.key !== undefined);
    const values = instances.map((instance) => ({ instance, read: (attribute: string) => this.once(`${instance.id} ${declared.file.uri} ${declared.block.span.start} ${attribute}`, at, () => dataSourceValue(type, instance, attribute, this.evaluator)) }));
    const [only] = values;
    if (only === undefined) return absent(`\`data.${type}.${name}\``, at);
    const [first, ...rest] = repeated ? steps.slice(1) : steps;
    const attribute = first?.kind === 'name' ? first.name : first?.kind === 'key' ? undefined : 'id';
    if (repeated && steps[0]?.kind === 'key') {
      const key = shownScalar(this.evaluator.value(steps[0].key, scope));
      const meant = values.find(({ instance }) => String(instance.key) === key) ?? (values.length === 1 ? only : undefined);
      if (meant === undefined || attribute === undefined) return unknown('which data source is meant is not known', 'unresolved', at);
      return this.follow(usedAt(meant.read(attribute), at), rest, scope, at);
    }
    if (repeated && steps[0]?.kind === 'splat' && attribute !== undefined) return { kind: 'list', at, via: [], items: values.map((one) => this.follow(usedAt(one.read(attribute), at), rest, scope, at)) };
    if (attribute === undefined) return unknown('which attribute is meant is not known', 'unresolved', at);
    return this.follow(usedAt(only.read(attribute), at), steps.slice(repeated ? 0 : 1), scope, at);
  }

  private output(name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.modules, name, scope.file);
    const calls = declared === undefined ? [] : this.modules.callsOf(declared, name, scope.module);
    const repeated = calls.some((call) => call.instance.key !== undefined);
    const [only] = calls;
    if (only === undefined) return unknown(`module ${name} is not declared here`, 'unresolved', at, [], `module.${name}`);
    const [key, ...afterKey] = steps;
    if (!repeated || key === undefined) return this.outputOf(only, name, steps, scope, at);
    if (key.kind === 'splat') return { kind: 'list', at, via: [], items: calls.map((call) => this.outputOf(call, name, afterKey, scope, at)) };
    const text = key.kind === 'key' ? shownScalar(this.evaluator.value(key.key, scope)) : undefined;
    const meant = calls.find((call) => String(call.instance.key) === text);
    if (meant !== undefined) return this.outputOf(meant, name, afterKey, scope, at);
    return choiceOf(calls.map((call) => ({ when: String(call.instance.key), value: this.outputOf(call, name, afterKey, scope, at) })), at);
  }

  private outputOf(call: Call, name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const [first, ...rest] = steps;
    if (first?.kind !== 'name') return unknown(`which output of module ${name} is meant is not known`, 'unresolved', at);
    const { module } = call;
    if (module === undefined) {
      const known = wellKnownOutput(call, first.name, at);
      return known ?? unknown(`module ${name} is not in the workspace`, 'import', at, [], `module.${name}.${first.name}`);
    }
    const output = module.declarations.outputs.get(first.name)?.[0];
    const attribute = output?.block.body.attributes.find((one) => one.name === 'value');
    if (output === undefined || attribute === undefined) return unknown(`module ${name} has no output ${first.name}`, 'unresolved', at, [], `module.${name}.${first.name}`);
    const value = this.once(`output ${module.address} ${first.name}`, at, () => this.evaluator.value(attribute.value, { module, file: output.file, names: new Map(), depth: 0 }));
    const hop: Hop = { location: place(output.file, attribute.value.span), message: `output ${first.name} of module ${name}` };
    return this.follow(usedAt(value, at, [hop]), rest, scope, at);
  }

  private resource(type: string, name: string, scope: Scope, at: Location): Value | undefined {
    const declared = declaredIn(scope.module.declarations.resources, `${type}.${name}`, scope.file);
    if (declared === undefined) return undefined;
    const instances = this.evaluator.instancesOf(declared, this.modules.addressOf(declared, scope.module), scope.module);
    const references = instances.map((instance) => ({ instance, value: referenceTo(instance, at) }));
    const [only] = references;
    if (only === undefined) return absent(`\`${type}.${name}\``, at);
    if (only.instance.key === undefined) return only.value;
    if (typeof only.instance.key === 'number') return { kind: 'list', at, via: [], items: references.map((one) => one.value) };
    return mapValue(references.map(({ instance, value }) => ({ key: String(instance.key), keyAt: at, value })), at);
  }

  private attribute(instance: Instance, name: string, at: Location): Value {
    const { block, file } = instance.declared;
    const type = block.labels[0]?.text ?? '';
    const known = attributeNames(type)[name];
    const reference = (attribute: string): Value => ({ kind: 'reference', resource: instance.id, attribute, at, via: [] });
    if (known !== undefined) return reference(known);
    const configured = block.body.attributes.find((attribute) => attribute.name === name);
    if (configured !== undefined) {
      const value = this.once(`${instance.id} ${file.uri} ${block.span.start} ${name}`, at, () => this.evaluator.value(configured.value, instance.scope));
      if (!isNull(value)) return usedAt(value, at, [{ location: place(file, configured.value.span), message: `${instance.id}, its ${name}` }]);
    }
    return reference(pascal(name));
  }
}

/** A resource as a whole: its name, until an attribute is asked for. */
function referenceTo(instance: Instance, at: Location): Value {
  const reference: ReferenceValue = { kind: 'reference', resource: instance.id, attribute: 'Ref', at, via: [] };
  return Object.assign(reference, { instance });
}

function instanceOf(value: Value): Instance | undefined {
  return value.kind === 'reference' && 'instance' in value ? (value.instance as Instance) : undefined;
}

function defaultOf(declared: DeclaredBlock | undefined): DeclaredAttribute | undefined {
  const attribute = declared?.block.body.attributes.find((one) => one.name === 'default');
  return declared === undefined || attribute === undefined ? undefined : { attribute, file: declared.file };
}
