/** What it takes in resources that a REST API checks a body. Knows no dialect. */
import type { Change, Deployment, Plain } from './deployment';
import type { ReferenceValue } from './value';

const media = 'application/json';

/** A model beside the method, one validator for the whole API, and the method that names both; undefined where the route is no method of its own. */
export function modelsFor({ trigger, schema }: Extract<Change, { kind: 'check-body' }>, { resources }: Pick<Deployment, 'resources'>): Change | undefined {
  const method = resources.find(({ at, type }) => at === trigger.at && type === 'AWS::ApiGateway::Method');
  const api = resources.find(({ id }) => id === trigger.route?.api);
  if (method === undefined || api === undefined) return undefined;
  const to = (resource: string): ReferenceValue => ({ kind: 'reference', resource, attribute: 'Ref', at: trigger.at, via: [] });
  const set = (key: string, value: Plain): Change => ({ kind: 'set', resource: method.id, path: [key], to: value });
  return {
    kind: 'add',
    resource: { type: 'AWS::ApiGateway::Model', properties: { RestApiId: to(api.id), ContentType: media, Schema: schema }, beside: method.id, suffix: 'Body' },
    then: (model) => [{
      kind: 'add',
      resource: { type: 'AWS::ApiGateway::RequestValidator', properties: { RestApiId: to(api.id), ValidateRequestBody: true }, beside: api.id, suffix: 'BodyValidator' },
      then: (validator) => [set('RequestValidatorId', to(validator)), set('RequestModels', { [media]: to(model) })],
    }],
  };
}

/** What a model of a function's route is called: letters and digits. */
export function modelName(name: string): string {
  return `${name.replace(/(?:^|[^A-Za-z0-9]+)(\w?)/g, (_, letter: string) => letter.toUpperCase())}Body`;
}
