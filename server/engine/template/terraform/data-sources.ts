/** What data sources give: policy documents are computed, files are read, the rest is known only at deployment. */
import { concatenated } from '../cloudformation/text';
import { possibilities, scalar, stringOf, unknown, type UnknownSource, type Value } from '../value';
import { policyDocument } from './policy-document';
import { place, type Evaluator, type Instance } from './scope';
import { attributeNames } from './vocabulary';
import { own as entryOfTable } from '../../text/own';

/** Where the value is kept, for those that rules speak of. */
const sources: Readonly<Record<string, readonly [source: UnknownSource, reason: string]>> = {
  aws_secretsmanager_secret_version: ['secret-store', 'read from Secrets Manager at deployment'],
  aws_secretsmanager_random_password: ['secret-store', 'made by Secrets Manager at deployment'],
  aws_kms_secrets: ['secret-store', 'decrypted at deployment'],
  aws_ssm_parameter: ['parameter-store', 'read from Parameter Store at deployment'],
  aws_ssm_parameters_by_path: ['parameter-store', 'read from Parameter Store at deployment'],
  terraform_remote_state: ['import', "read from another configuration's state at deployment"],
  external: ['environment', 'given by a program at deployment'],
  http: ['environment', 'fetched at deployment'],
};

export function dataSourceValue(type: string, instance: Instance, attribute: string, evaluator: Evaluator): Value {
  const { block, file } = instance.declared;
  const at = place(file, block.labels.at(-1)?.span ?? block.typeSpan);
  const own = (name: string): Value | undefined => {
    const found = block.body.attributes.find((one) => one.name === name);
    return found === undefined ? undefined : evaluator.value(found.value, instance.scope);
  };
  switch (type) {
    case 'aws_iam_policy_document':
      if (attribute === 'json' || attribute === 'minified_json') return policyDocument(evaluator.body(block.body, instance.scope), at, evaluator);
      break;
    case 'archive_file':
      return Object.assign(unknown('the archive is made at deployment', 'unresolved', at), { archive: evaluator.body(block.body, instance.scope) });
    case 'template_file': {
      const template = own('template');
      if (attribute !== 'rendered' || template === undefined) break;
      return evaluator.decoded(template);
    }
    case 'local_file':
    case 'local_sensitive_file': {
      const path = stringOf(own('filename'));
      const found = path === undefined || attribute !== 'content' ? undefined : evaluator.file(path, instance.scope);
      if (found !== undefined) return scalar(found.text, at);
      break;
    }
    case 'aws_iam_policy':
      if (attribute === 'arn' || attribute === 'id') {
        const arn = own('arn');
        if (arn !== undefined) return arn;
        const name = own('name');
        if (name !== undefined) return concatenated([scalar('arn:aws:iam::aws:policy/', at), name], at);
      }
      break;
    case 'aws_kms_key':
    case 'aws_kms_alias':
      // A key that AWS keeps for a service is told by its alias wherever it is named.
      for (const name of ['key_id', 'name']) {
        const alias = own(name);
        if (alias !== undefined && attribute !== 'name' && attribute !== 'alias' && (stringOf(alias) ?? '').startsWith('alias/aws/')) return alias;
      }
      break;
    default:
  }
  // What is given to look something up is known, unless it is what names the thing found.
  const given = attributeNames(type)[attribute] === undefined ? own(attribute) : undefined;
  if (given !== undefined) return given;
  const [source, reason] = entryOfTable(sources, type) ?? ['unresolved', `\`data.${type}\` is looked up at deployment`];
  return unknown(reason, source, at, [{ location: at, message: `data source ${instance.id.replace(/^.*?data\./, '')}` }], `${instance.id}.${attribute}`);
}

/** The archive that a path belongs to, where the value comes from a data source that makes one. */
export function archiveOf(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  for (const one of possibilities(value)) if ('archive' in one) return one.archive as Value;
  return undefined;
}
