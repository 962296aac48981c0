/** Reads the operations of an OpenAPI document that a template carries: who may call them and what they call. Knows no resources. */
import type { Location } from '../../text/span';
import type { Authorization } from '../deployment';
import { entryAt, itemsOf, stringOf, valueAt, type Value } from '../value';

export interface Operation {
  readonly path: string;
  /** Upper case, `ANY` for all. */
  readonly method: string;
  readonly at: Location;
  readonly authorizer: Authorization;
  readonly apiKey: boolean;
  readonly decidedAt: Location;
  readonly integration: Value | undefined;
  readonly requestModel: boolean;
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'x-amazon-apigateway-any-method']);

/** The operations of a document; undefined where it cannot be read. */
export function operationsOf(document: Value | undefined): readonly Operation[] | undefined {
  const paths = valueAt(document, 'paths');
  if (document === undefined || paths?.kind !== 'map') return undefined;
  const shared = entryAt(document, 'security');
  return paths.entries.flatMap((path) => {
    if (path.value.kind !== 'map') return [];
    return path.value.entries.filter((entry) => methods.has(entry.key.toLowerCase())).map((entry): Operation => {
      const own = entryAt(entry.value, 'security');
      const security = own ?? shared;
      const access = accessOf(security?.value, entry.value, document);
      return {
        path: path.key,
        method: entry.key.toLowerCase() === 'x-amazon-apigateway-any-method' ? 'ANY' : entry.key.toUpperCase(),
        at: entry.keyAt,
        ...access,
        decidedAt: security?.value.at ?? entry.keyAt,
        integration: valueAt(entry.value, 'x-amazon-apigateway-integration'),
        requestModel: [document, entry.value].some((level) => entryAt(level, 'x-amazon-apigateway-request-validator') !== undefined),
      };
    });
  });
}

function accessOf(security: Value | undefined, operation: Value, document: Value): { readonly authorizer: Authorization; readonly apiKey: boolean } {
  const direct = stringOf(valueAt(operation, 'x-amazon-apigateway-auth', 'type'));
  if (direct !== undefined) return { authorizer: direct === 'AWS_IAM' ? 'iam' : direct === 'NONE' ? 'none' : 'unknown', apiKey: false };
  if (security === undefined) return { authorizer: 'none', apiKey: false };
  if (security.kind !== 'list') return { authorizer: 'unknown', apiKey: false };
  const schemes = security.items.flatMap((item) => (item.kind === 'map' ? item.entries.map((entry) => entry.key) : []));
  let authorizer: Authorization = 'none';
  let apiKey = false;
  for (const name of schemes) {
    const scheme = schemeOf(name, document);
    if (scheme === 'api-key') apiKey = true;
    else authorizer = scheme;
  }
  // An empty requirement beside others means that none of them is needed.
  if (security.items.some((item) => item.kind === 'map' && item.entries.length === 0)) return { authorizer: 'none', apiKey: false };
  return { authorizer, apiKey };
}

function schemeOf(name: string, document: Value): Authorization | 'api-key' {
  const scheme = valueAt(document, 'components', 'securitySchemes', name) ?? valueAt(document, 'securityDefinitions', name);
  if (scheme === undefined) return 'unknown';
  const kind = (stringOf(valueAt(scheme, 'x-amazon-apigateway-authtype')) ?? '').toLowerCase();
  const authorizer = valueAt(scheme, 'x-amazon-apigateway-authorizer');
  const authorizerType = (stringOf(valueAt(authorizer, 'type')) ?? '').toLowerCase();
  if (kind === 'awssigv4') return 'iam';
  if (kind.startsWith('cognito') || authorizerType.startsWith('cognito') || authorizerType === 'jwt') return 'jwt';
  if (authorizer !== undefined) return 'custom';
  const declared = stringOf(valueAt(scheme, 'type'));
  if (declared === 'apiKey') return (stringOf(valueAt(scheme, 'name')) ?? '').toLowerCase() === 'x-api-key' ? 'api-key' : 'unknown';
  return declared === undefined ? 'unknown' : 'none';
}

/** The functions' ARNs that integrations and authorizers of a document name. */
export function authorizerUris(document: Value | undefined): readonly Value[] {
  const schemes = [valueAt(document, 'components', 'securitySchemes'), valueAt(document, 'securityDefinitions')];
  return schemes.flatMap((map) => (map?.kind === 'map' ? map.entries : [])).flatMap((entry) => itemsOf(valueAt(entry.value, 'x-amazon-apigateway-authorizer', 'authorizerUri')));
}
