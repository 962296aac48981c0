/** Reads resource names in policies as far as they are written out. Knows no template dialect. */

/** Stands for a part of a text that is not known; occurs in no ARN. */
export const unknownPart = '\0';

/** Services whose ARNs put the resource's own name, not its type, first. */
const nameFirst = new Set(['s3', 'execute-api', 'sns', 'sqs']);

/** True for `*`: every resource of every service. */
export function isAnyResource(resource: string): boolean {
  return isStar(resource);
}

/**
 * True if a policy's resource stands for everything of its kind: `*`, `arn:aws:s3:::*`, `arn:aws:dynamodb:eu-west-1:…:table/*`. Region
 * and account may be anything: what counts is that nothing narrows the name.
 */
export function isEveryResource(resource: string): boolean {
  if (isAnyResource(resource)) return true;
  const [prefix, , service = '', , , ...rest] = resource.split(':');
  if (prefix !== 'arn' || rest.length === 0 || service.includes(unknownPart)) return false;
  const segments = rest.join(':').split(/[/:]/);
  if (isStar(segments[0])) return segments.every((segment, i) => i === 0 || isStar(segment));
  return !nameFirst.has(service) && /^[a-zA-Z][a-zA-Z-]*$/.test(segments[0] ?? '') && segments.length > 1 && isStar(segments[1]);
}

/** False for an ARN that is known to name another service's resources than actions of `service` are about. */
export function mayBeOf(resource: string, service: string): boolean {
  const [prefix, , own = '*'] = resource.split(':');
  return prefix !== 'arn' || own === '' || /[*?\0]/.test(own) || own.toLowerCase() === service.toLowerCase();
}

function isStar(segment: string | undefined): boolean {
  return segment !== undefined && /^\*+$/.test(segment);
}
