/** Reports buckets that anybody may read: by ACL, by policy, or because the lock against both is off. Knows no dialect. */
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Change, Deployment, Grant, Resource } from '../template/deployment';
import { booleanOf, entryAt, possibilities, stringOf, valueAt, type MapEntry } from '../template/value';
import { own } from '../text/own';
import { fill, type Checker } from './checker';
import { changes } from './change';
import { wholeStatement } from './excerpt';
import { listed } from './holder';
import { shown, textsOf } from './policy-text';
import { anyoneIn, isPublicRead, letsAnyoneIn, onlyThisAccount } from './public-policy';
import { bucketType } from './vocabulary';

interface Parameters {
  /** By canned ACL: what it lets whom do. */
  readonly acls: Readonly<Record<string, string>>;
}

export const publicBucket: Checker = {
  name: 'public-bucket',
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const resource of deployment.resources) if (resource.type === bucketType) yield* inBucket(rule, resource, deployment);
      for (const grant of deployment.grants) if (letsAnyoneIn(grant) && isPublicRead(grant)) yield inPolicy(rule, grant, deployment);
      yield undefined;
    }
  },
};

function* inBucket(rule: RuleData, bucket: Resource, deployment: Deployment): Generator<Draft> {
  const name = bucket.id;
  const acl = entryAt(bucket.properties, 'AccessControl')?.value;
  for (const value of acl === undefined ? [] : possibilities(acl)) {
    const allowed = own((rule.with as Parameters).acls, stringOf(value) ?? '');
    if (allowed === undefined) continue;
    yield {
      location: value.at,
      message: fill(rule.message, { reason: `\`${stringOf(value) ?? ''}\` lets ${allowed} in bucket \`${name}\`` }),
      related: value.via,
      fixes: changes('Keep the bucket private', deployment, [{ kind: 'remove', value }]),
    };
  }
  const off = lockEntries(bucket).filter(({ value }) => booleanOf(value) === false);
  const lock = entryAt(bucket.properties, 'PublicAccessBlockConfiguration');
  if (lock === undefined || off.length === 0) return;
  yield {
    location: lock.keyAt,
    // Nothing is public by this alone: it takes a policy or an ACL, and those are findings of their own.
    severity: 'warning',
    message: fill(rule.message, { reason: `Bucket \`${name}\` switches off ${off.length === 4 ? 'the lock against public access' : `${listed(off.map(({ key }) => key))} of its lock against public access`}, so one policy or ACL is enough to open it` }),
    fixes: lockFix(off, deployment),
  };
}

function lockEntries(bucket: Resource): readonly MapEntry[] {
  const lock = valueAt(bucket.properties, 'PublicAccessBlockConfiguration');
  return lock?.kind === 'map' ? lock.entries : [];
}

function lockFix(off: readonly MapEntry[], deployment: Deployment): readonly Fix[] {
  return changes('Block public access', deployment, off.map(({ value }): Change => ({ kind: 'replace', value, by: true })));
}

function inPolicy(rule: RuleData, grant: Grant, deployment: Deployment): Draft {
  const actions = listed(textsOf(grant.actions).map(({ text }) => shown(text)));
  const website = isWebsite(grant, deployment);
  const reason = `The policy of bucket \`${grant.holder.id}\` lets anybody on the internet call ${actions}`;
  const place = anyoneIn(grant.principal)?.at ?? grant.at;
  return {
    location: place,
    ...wholeStatement(grant, place),
    // A website is meant to be read; it is said all the same, as whatever else lands in the bucket is public too.
    ...(website ? { severity: 'information' as const } : {}),
    message: website ? `${reason}. It is a website: see that nothing else is kept in it.` : fill(rule.message, { reason }),
    fixes: website ? [] : onlyThisAccount(grant, deployment),
  };
}

/** The policy's bucket is configured as a website and only its objects are readable. */
function isWebsite(grant: Grant, deployment: Deployment): boolean {
  if (!textsOf(grant.actions).every(({ text }) => /^s3:GetObject$/i.test(text))) return false;
  const buckets = deployment.resources.filter((resource) => resource.type === bucketType);
  const named = buckets.find((bucket) => bucket.id === grant.holder.id);
  return named !== undefined && entryAt(named.properties, 'WebsiteConfiguration') !== undefined;
}
