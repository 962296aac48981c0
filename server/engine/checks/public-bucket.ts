/** Reports buckets that anybody may read: by ACL, by policy, or because the lock against both is off. Knows no dialect. */
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Change, Deployment, Grant, Resource } from '../template/deployment';
import { entryAt, itemsOf, possibilities, stringOf, valueAt } from '../template/value';
import { own } from '../text/own';
import { lockOf, locksAcls, locksPolicies, lockSwitches, type BucketLock } from './bucket-lock';
import { fill, type Checker } from './checker';
import { changes } from './change';
import { upTo, wholeStatement } from './excerpt';
import { listed } from './holder';
import { shown, textsOf } from './policy-text';
import { publicContainers, type Containers } from './public-container';
import { anyoneIn, isPublicRead, letsAnyoneIn, onlyThisAccount } from './public-policy';
import { bucketType } from './vocabulary';
import { resourceWithId } from '../template/resources';

interface Parameters {
  /** By canned ACL: what it lets whom do. */
  readonly acls: Readonly<Record<string, string>>;
  readonly containers: readonly Containers[];
}

export const publicBucket: Checker = {
  name: 'public-bucket',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const resource of deployment.resources) if (resource.type === bucketType) yield* inBucket(rule, resource, deployment);
      yield* publicContainers((rule.with as Parameters).containers, deployment);
      for (const grant of deployment.grants) if (letsAnyoneIn(grant) && isPublicRead(grant)) yield inPolicy(rule, grant, deployment);
      yield undefined;
    }
  },
};

function* inBucket(rule: RuleData, bucket: Resource, deployment: Deployment): Generator<Draft> {
  const name = bucket.id;
  const lock = lockOf(bucket);
  const acl = entryAt(bucket.properties, 'AccessControl')?.value;
  for (const value of acl === undefined ? [] : possibilities(acl)) {
    const allowed = own((rule.with as Parameters).acls, stringOf(value) ?? '');
    if (allowed === undefined) continue;
    const locked = locksAcls(lock);
    const website = !locked && stringOf(value) === 'PublicRead' && entryAt(bucket.properties, 'WebsiteConfiguration') !== undefined;
    const reason = `${locked ? `${butForLock}, \`${stringOf(value) ?? ''}\` would let` : `\`${stringOf(value) ?? ''}\` lets`} ${allowed} in bucket \`${name}\``;
    yield {
      location: value.at,
      ...(website || locked ? { severity: 'information' as const } : {}),
      message: website ? `${reason}. ${ofWebsite}` : fill(rule.message, { reason }),
      related: value.via,
      fixes: changes('Keep the bucket private', deployment, [{ kind: 'remove', value }]),
    };
  }
  yield* inGrants(rule, bucket);
  if (lock !== undefined && lock.off.length + lock.missing.length > 0) yield ofLock(rule, name, lock, deployment);
}

function ofLock(rule: RuleData, name: string, lock: BucketLock, deployment: Deployment): Draft {
  const { off, missing, keyAt } = lock;
  const keys = off.map(({ key }) => key);
  const says = off.length > 0 && missing.length > 0 ? `switches off ${listed(keys)} and leaves out ${named(missing)}` : off.length > 0 ? `switches off ${named(keys)}` : `leaves out ${named(missing)}`;
  const ways = [...(lock.policies === 'open' ? ['policy'] : []), ...(lock.acls === 'open' ? ['ACL'] : [])];
  const effect = ways.length > 0 ? `so one ${ways.join(' or ')} is enough to open it`
    : lock.acls === 'idle' && lock.policies === 'idle' ? 'and only the other half keeps it shut'
    : 'so what was made public before stays public';
  return {
    location: keyAt,
    ...upTo(keyAt, off.at(-1)?.value.at),
    // Nothing is public by this alone: it takes a policy or an ACL, and those are findings of their own.
    ...(ways.length > 0 ? { severity: 'warning' as const } : { severity: 'information' as const, only: 'strict' as const }),
    message: fill(rule.message, { reason: `Bucket \`${name}\` ${says}, ${effect}` }),
    fixes: lockFix(lock, deployment),
  };
}

/** An ACL that is written out, as the API of S3 has it: who may do what. CloudFormation has canned ones only. */
function* inGrants(rule: RuleData, { id, properties, at }: Resource): Generator<Draft> {
  for (const grant of itemsOf(valueAt(properties, 'AccessControlPolicy', 'Grants')).flatMap(possibilities)) {
    const group = valueAt(grant, 'Grantee', 'Uri');
    const who = own(groups, /\/global\/(\w+)$/.exec(stringOf(group) ?? '')?.[1] ?? '');
    if (group === undefined || who === undefined) continue;
    const rights = itemsOf(valueAt(grant, 'Permission')).flatMap((value) => own(permissions, stringOf(value) ?? '') ?? []);
    yield { location: group.at, ...upTo(at, group.at), message: fill(rule.message, { reason: `The ACL of bucket \`${id}\` lets ${who} ${rights.length === 0 ? 'in' : rights.join(' and ')}` }), related: group.via };
  }
}

/** Source: S3 User Guide, "Access control list overview". */
const groups: Readonly<Record<string, string>> = { AllUsers: 'anybody on the internet', AuthenticatedUsers: 'everybody with any AWS account' };
const permissions: Readonly<Record<string, string>> = {
  READ: 'list what is in it', WRITE: 'write, replace and delete what is in it', READ_ACP: 'read who has rights to it', WRITE_ACP: 'give themselves any right to it', FULL_CONTROL: 'do anything with it',
};

function named(keys: readonly string[]): string {
  return keys.length === lockSwitches.length ? 'the lock against public access' : `${listed(keys)} of its lock against public access`;
}

function lockFix({ map, off, missing }: BucketLock, deployment: Deployment): readonly Fix[] {
  const wanted = [...off.map(({ value }): Change => ({ kind: 'replace', value, by: true })), ...missing.map((key): Change => ({ kind: 'entry', map, key, to: true }))];
  return changes('Block public access', deployment, wanted);
}

function inPolicy(rule: RuleData, grant: Grant, deployment: Deployment): Draft {
  const actions = listed(textsOf(grant.actions).map(({ text }) => shown(text)));
  const locked = locksPolicies(grant.holder.id, deployment);
  const website = !locked && isWebsite(grant, deployment);
  const reason = `${locked ? `${butForLock}, the policy of bucket \`${grant.holder.id}\` would let` : `The policy of bucket \`${grant.holder.id}\` lets`} anybody on the internet call ${actions}`;
  const place = anyoneIn(grant.principal)?.at ?? grant.at;
  return {
    location: place,
    ...wholeStatement(grant, place),
    // A website is meant to be read; it is said all the same, as whatever else lands in the bucket is public too.
    ...(website || locked ? { severity: 'information' as const } : {}),
    message: website ? `${reason}. ${ofWebsite}` : fill(rule.message, { reason }),
    fixes: website ? [] : onlyThisAccount(grant, deployment),
  };
}

/** S3 refuses what its lock keeps out, or lets it do nothing: the template says two things. */
const butForLock = 'But for its lock';

const ofWebsite = 'It is a website: see that nothing else is kept in it.';

/** The policy's bucket is configured as a website and only its objects are readable. */
function isWebsite(grant: Grant, deployment: Deployment): boolean {
  if (!textsOf(grant.actions).every(({ text }) => /^s3:GetObject$/i.test(text))) return false;
  const named = resourceWithId(grant.holder.id, deployment);
  return named?.type === bucketType && entryAt(named.properties, 'WebsiteConfiguration') !== undefined;
}
