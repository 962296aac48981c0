/** What it takes in resources that a function changes a secret time and again. Knows no dialect. */
import type { Change, Deployment, Plain } from './deployment';
import { referencesIn, stringOf, valueAt, type ReferenceValue } from './value';

/** Who calls the function. Source: AWS::SecretsManager::RotationSchedule in the CloudFormation template reference. */
export const rotatingService = 'secretsmanager.amazonaws.com';

/** The store starts the function as soon as the schedule is there, so it has to be allowed to before; undefined where secret or function is not there. */
export function rotationOf({ secret: id, by, days }: Extract<Change, { kind: 'rotate' }>, { resources }: Pick<Deployment, 'resources'>): Change | undefined {
  const secret = resources.find((one) => one.id === id);
  const rotator = resources.find((one) => one.id === by);
  if (secret === undefined || rotator === undefined) return undefined;
  const to = (resource: string, attribute: string): ReferenceValue => ({ kind: 'reference', resource, attribute, at: secret.at, via: [] });
  const schedule = (permission: string): Change => ({ kind: 'add', resource: { type: 'AWS::SecretsManager::RotationSchedule', properties: scheduleOf(to(id, 'Ref'), to(by, 'Arn'), days), beside: id, suffix: 'Rotation', after: [permission] } });
  const known = permissionFor(by, { resources });
  if (known !== undefined) return schedule(known);
  const properties = { FunctionName: to(by, 'Arn'), Action: 'lambda:InvokeFunction', Principal: rotatingService, SourceArn: to(id, 'Ref') };
  return { kind: 'add', resource: { type: 'AWS::Lambda::Permission', properties, beside: by, suffix: 'RotationPermission' }, then: (permission) => [schedule(permission)] };
}

export function scheduleOf(secret: Plain, rotator: Plain, days: number): { readonly [key: string]: Plain } {
  return { SecretId: secret, RotationLambdaARN: rotator, RotationRules: { AutomaticallyAfterDays: days } };
}

/** The permission by which the store may call a function for whatever secret. */
export function permissionFor(rotator: string, { resources }: Pick<Deployment, 'resources'>): string | undefined {
  return resources.find(({ type, presence, implicit, properties }) => {
    const target = type === 'AWS::Lambda::Permission' && presence === 'always' && implicit !== true && stringOf(valueAt(properties, 'Principal')) === rotatingService && valueAt(properties, 'SourceArn') === undefined ? valueAt(properties, 'FunctionName') : undefined;
    return target !== undefined && referencesIn(target).some(({ resource }) => resource === rotator);
  })?.id;
}
