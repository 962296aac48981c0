/** The logical ids that SAM generates. Knows no values. */
import { implicitApi, sam, type as types } from './vocabulary';

/** Ids that references may name though no resource declares them, with their types. */
export function generatedIds(declared: Iterable<{ readonly id: string; readonly type: string | undefined }>): ReadonlyMap<string, string> {
  const known = new Map<string, string>([
    [implicitApi.rest, types.restApi], [`${implicitApi.rest}ProdStage`, types.restStage],
    [implicitApi.http, types.httpApi], [`${implicitApi.http}ApiGatewayDefaultStage`, types.httpStage],
  ]);
  for (const { id, type } of declared) {
    if (type === sam.function) known.set(`${id}Role`, types.role).set(`${id}Url`, types.url);
    if (type === sam.stateMachine) known.set(`${id}Role`, types.role);
    if (type === sam.api || type === sam.httpApi) known.set(`${id}Stage`, types.restStage);
  }
  return known;
}
