/** Tells whether a policy statement's condition narrows who may use it. Knows no rule. */
import { itemsOf, patternOf, type MapValue, type Value } from '../template/value';

/**
 * Keys that say how or when a request comes, not from whom: anybody can meet them. Source: the global condition keys of the IAM
 * reference, and those of S3 and SNS. A key that is not listed counts as narrowing.
 */
const openKeys = new Set([
  'aws:securetransport', 'aws:referer', 'aws:useragent', 'aws:currenttime', 'aws:epochtime', 'aws:requestedregion', 'aws:viaawsservice',
  's3:prefix', 's3:delimiter', 's3:max-keys', 's3:x-amz-acl', 's3:x-amz-server-side-encryption', 's3:tlsversion', 's3:signatureversion', 's3:authtype', 's3:versionid', 's3:existingobjecttag',
  'sns:protocol', 'sns:endpoint', 'lambda:functionurlauthtype', 'lambda:invokedviafunctionurl',
]);

/** What every caller has. */
const everyone = new Set(['*', '**', '0.0.0.0/0', '::/0', 'arn:aws:*', 'arn:*']);

/** A user or role of whichever account: anybody makes one of that name in their own. */
export const anyAccount = /^arn:[\w*-]+:(?:iam|sts|\*):\**:\*+(?::.*)?$/;

/** True if the condition leaves out some callers, or may do so (it is not wholly known). */
export function narrows(condition: Value | undefined): boolean {
  if (condition === undefined || (condition.kind === 'scalar' && condition.value === null)) return false;
  if (condition.kind !== 'map') return true;
  if (condition.open === true) return true;
  return condition.entries.some(({ key: operator, value: tests }) => {
    if (tests.kind !== 'map') return true;
    // "All but these" leaves everybody else in.
    if (/^(?:for(?:all|any)values?:)?\w*not/i.test(operator) && !/^null$/i.test(operator)) return false;
    // Of all values of a key that a request does not have, every one fits.
    if (/^forallvalues:/i.test(operator) && !tests.entries.some(({ key }) => isAskedFor(key, condition))) return false;
    return tests.open === true || tests.entries.some(({ key, value }) => narrowsBy(key, value));
  });
}

/** The same condition asks that the request has the key (`Null: { key: false }`, or a test of one value). */
function isAskedFor(key: string, condition: MapValue): boolean {
  return condition.entries.some(({ key: operator, value: tests }) => !/^for(?:all|any)values?:|ifexists$/i.test(operator) && (tests.kind !== 'map' || tests.open === true || tests.entries.some((entry) => entry.key.toLowerCase() === key.toLowerCase())));
}

/** True if the condition asks from which network address a request comes and nothing more: whoever is there needs no account. */
export function narrowsByAddressOnly(condition: Value | undefined): boolean {
  if (condition?.kind !== 'map' || condition.open === true || !narrows(condition)) return false;
  return condition.entries.every(({ value: tests }) => tests.kind === 'map' && tests.open !== true && tests.entries.every(({ key, value }) => /^aws:sourceip$/i.test(key) || !narrowsBy(key, value)));
}

function narrowsBy(key: string, value: Value): boolean {
  const lower = key.toLowerCase().replace(/\/.*$/, '');
  if (openKeys.has(lower)) return false;
  return !itemsOf(value).some((item) => item.kind === 'scalar' && (everyone.has(patternOf(item) ?? '') || anyAccount.test(patternOf(item) ?? '')));
}
