/** Who may call the routes of SST's APIs, and the routes of its REST APIs. Knows nothing else of them. */
import { property, textIn, type Made, type Thing } from '../cdk/script';
import type { LoweredResource } from '../cloudformation/resources';
import { madeMap } from '../cloudformation/values';
import { scalar, unknown, type Value } from '../value';
import { types } from './vocabulary';

interface Lowering {
  readonly value: (thing: Thing) => Value;
  /** The id of the function that a handler, a description or a function is. */
  readonly callee: (name: string, call: Made, target: Thing) => string | undefined;
}

/** What `route` says of each; what the stage is like `transform` decides. */
export function restRoutes(api: string, made: Made, lowering: Lowering): readonly LoweredResource[] {
  return made.calls.filter(({ name }) => name === 'route').flatMap((call): readonly LoweredResource[] => {
    const [key, target, options] = call.args;
    const text = textIn(key) ?? '(unknown route)';
    const called = key === undefined || target === undefined ? undefined : lowering.callee(text, call, target);
    if (key === undefined || called === undefined) return [];
    const { at } = key;
    const [method = 'ANY', path = '/'] = text.includes(' ') ? text.split(' ') : ['ANY', text];
    const reference = (resource: string, attribute = 'Ref'): Value => ({ kind: 'reference', resource, attribute, at, via: [] });
    const put = (id: string, type: string, entries: Readonly<Record<string, Value>>): LoweredResource => ({ id, type, declaredType: type, at, properties: madeMap(entries, at), presence: made.presence, metadata: undefined });
    const auth = options?.kind === 'unknown' ? options : property(options, 'auth')?.thing;
    const apiKey = property(options, 'apiKey')?.thing;
    return [put(`${api} ${text} resource`, types.restResource, { RestApiId: reference(api), PathPart: scalar(path.replace(/^\//, ''), at) }), put(`${api} ${text} method`, types.restMethod, {
      RestApiId: reference(api), ResourceId: reference(`${api} ${text} resource`), HttpMethod: scalar(method, at), Integration: madeMap({ Type: scalar('AWS_PROXY', at), Uri: reference(called, 'Arn') }, at),
      RequestValidatorId: unknown('`transform` decides about it', 'unresolved', at),
      ...restAuthorization(auth), ...(apiKey === undefined ? {} : { ApiKeyRequired: lowering.value(apiKey) }),
    })];
  });
}

/** `{ iam: true }`, `{ cognito: {…} }`, `{ custom: … }`. */
function restAuthorization(auth: Thing | undefined): Readonly<Record<string, Value>> {
  if (auth === undefined || (auth.kind === 'constant' && auth.value === false)) return {};
  if (auth.kind !== 'object') return { AuthorizationType: unknown('its authorizer is not known', 'unresolved', auth.at, auth.via) };
  return { AuthorizationType: scalar(property(auth, 'iam') !== undefined ? 'AWS_IAM' : property(auth, 'cognito') !== undefined ? 'COGNITO_USER_POOLS' : 'CUSTOM', auth.at, auth.via) };
}

/** `{ iam: true }`, `{ jwt: {…} }`, `'iam'`, `'none'`, the name of an authorizer. */
export function authorization(auth: Thing | undefined): Readonly<Record<string, Value>> {
  if (auth === undefined) return {};
  const word = textIn(auth);
  if (auth.kind === 'object') return { AuthorizationType: scalar(property(auth, 'iam') !== undefined ? 'AWS_IAM' : property(auth, 'jwt') !== undefined ? 'JWT' : 'CUSTOM', auth.at, auth.via) };
  if (word !== undefined) return { AuthorizationType: scalar(word === 'none' ? 'NONE' : word === 'iam' ? 'AWS_IAM' : 'JWT', auth.at, auth.via) };
  return { AuthorizationType: unknown('its authorizer is not known', 'unresolved', auth.at, auth.via) };
}
