/** What a bucket's lock against public access keeps out: ACLs and policies, each by two switches. Knows no dialect. */
import type { Deployment, Resource } from '../template/deployment';
import { booleanOf, entryAt, type MapEntry, type MapValue } from '../template/value';
import type { Location } from '../text/span';
import { bucketType } from './vocabulary';
import { resourceWithId } from '../template/resources';

/**
 * `open`: a new one that is public works. `refused`: none can be set, an earlier one goes on working. `idle`: none works.
 * Source: S3 User Guide, "Blocking public access to your Amazon S3 storage".
 */
export type Door = 'open' | 'refused' | 'idle';

export interface BucketLock {
  readonly map: MapValue;
  readonly keyAt: Location;
  /** Switches that say false. */
  readonly off: readonly MapEntry[];
  /** Switches that are left out, which is off too. */
  readonly missing: readonly string[];
  readonly acls: Door;
  readonly policies: Door;
}

/** What is left out is off. Source: AWS::S3::Bucket PublicAccessBlockConfiguration in the CloudFormation template reference. */
export const lockSwitches: readonly string[] = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** The lock that the template gives a bucket; none where it gives none or one that is not known as a whole. A switch whose value is not known is taken to be on. */
export function lockOf(bucket: Resource): BucketLock | undefined {
  const entry = entryAt(bucket.properties, 'PublicAccessBlockConfiguration');
  if (entry?.value.kind !== 'map' || entry.value.open === true) return undefined;
  const { entries } = entry.value;
  const off = entries.filter(({ key, value }) => lockSwitches.includes(key) && booleanOf(value) === false);
  const missing = lockSwitches.filter((key) => !entries.some((other) => other.key === key));
  const isOff = (key: string): boolean => missing.includes(key) || off.some((other) => other.key === key);
  const door = (idle: string, refused: string): Door => (!isOff(idle) ? 'idle' : !isOff(refused) ? 'refused' : 'open');
  return { map: entry.value, keyAt: entry.keyAt, off, missing, acls: door('IgnorePublicAcls', 'BlockPublicAcls'), policies: door('RestrictPublicBuckets', 'BlockPublicPolicy') };
}

/** Whether the lock of the bucket named so keeps a public policy from working. */
export function locksPolicies(id: string, deployment: Deployment): boolean {
  const bucket = resourceWithId(id, deployment);
  const lock = bucket?.type === bucketType ? lockOf(bucket) : undefined;
  return isOn(lock, ['RestrictPublicBuckets', 'BlockPublicPolicy']);
}

/** Whether the lock keeps a public ACL from working. */
export function locksAcls(lock: BucketLock | undefined): boolean {
  return isOn(lock, ['IgnorePublicAcls', 'BlockPublicAcls']);
}

function isOn(lock: BucketLock | undefined, either: readonly string[]): boolean {
  return lock?.map.entries.some(({ key, value }) => either.includes(key) && booleanOf(value) === true) === true;
}
