/** Policy documents that nothing in sight attaches: they are written to be used, so what they allow is read all the same. */
import { grantsOf } from '../cloudformation';
import type { Grant, Holder } from '../deployment';
import { possibilities, stringOf } from '../value';
import { dataSourceValue } from './data-sources';
import type { Evaluation } from './evaluation';
import { modulesOf } from './archives';

const documents = 'aws_iam_policy_document';

/** The grants of documents of which no statement is among the `known` ones. */
export function looseGrants(known: readonly Grant[], evaluation: Evaluation): readonly Grant[] {
  const places = new Set(known.map((grant) => placeOf(grant)));
  const found: Grant[] = [];
  for (const { module } of modulesOf(evaluation)) {
    for (const [name, all] of module.declarations.data) {
      if (!name.startsWith(`${documents}.`)) continue;
      for (const declared of all) {
        for (const instance of evaluation.instancesOf(declared, `data.${name}`, module)) {
          const holder: Holder = { kind: 'identity', id: instance.id };
          const grants = grantsOf(dataSourceValue(documents, instance, 'json', evaluation), holder, instance.certain ? 'always' : 'maybe');
          if (grants.some((grant) => places.has(placeOf(grant)))) continue;
          found.push(...grants.map((grant): Grant => (isOfIdentity(grant) ? grant : { ...grant, holder: { kind: 'resource', id: instance.id, resourceType: `Terraform::${documents}` } })));
        }
      }
    }
  }
  return found;
}

/** Whom it names says that it guards a resource; but none of IAM has a policy of its own, besides who may assume a role. */
function isOfIdentity({ principal, notPrincipal, actions }: Grant): boolean {
  return (principal === undefined && notPrincipal === undefined) || actions.flatMap(possibilities).some((action) => /^iam:/i.test(stringOf(action) ?? ''));
}

function placeOf({ at }: Grant): string {
  return `${at.uri} ${at.span.start}`;
}
