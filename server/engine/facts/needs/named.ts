/**
 * Which parameters of an operation's input name what it is called on, where no table says so: an ARN's variables are called like the
 * parameters that fill them (`EndpointName`; `Name` of what the operation is called after). Knows no service.
 */
import type { Operation } from '../../iam/sdk';
import { resourceTypesOf, variablesOf, type ResourceType } from '../../iam/resources';
import type { Part } from './evaluate';
import type { Input } from './input';
import type { Target } from './needs';

/** Undefined where the input names nothing of the kind, or the action is about several kinds of things. */
export function namedByVariables(action: string, operation: Operation, input: Input): Target | undefined {
  const [type, ...others] = resourceTypesOf(action);
  if (type === undefined || others.length > 0) return undefined;
  const variables = variablesOf(type);
  const found = variables.map((variable) => parameterFor(variable, type, operation, input));
  const whole = found.find((one) => one !== undefined && /arn$/i.test(one));
  if (whole !== undefined) return targetOf(type, input.at(whole).texts());
  if (found.every((one) => one === undefined)) return undefined;
  const filling = found.map((one) => {
    const [text, ...more] = one === undefined ? [] : input.at(one).texts();
    return more.length > 0 ? undefined : text;
  });
  const name = filling.findLast((one) => one !== undefined);
  return name === undefined ? undefined : { type: type.name, name, filling };
}

function targetOf(type: ResourceType, texts: readonly (readonly Part[] | undefined)[]): Target | undefined {
  const [name, ...more] = texts;
  return name === undefined || more.length > 0 ? undefined : { type: type.name, name };
}

/** The name of a parameter that is set, and that fills the variable. */
function parameterFor(variable: string, { name: type }: ResourceType, { name: operation }: Operation, input: Input): string | undefined {
  const thing = variable.replace(/(?:Name|Id|Identifier)$/, '');
  const plain = type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  // `StartCrawler` has the crawler's name as `Name`.
  const isMeant = thing !== '' && operation.toLowerCase().endsWith(thing.toLowerCase());
  const names = [variable, ...[thing, plain].filter((one) => one !== '').flatMap((one) => [`${one}Name`, `${one}Id`, `${one}Identifier`, `${one}Arn`, `${one}ARN`]), ...(isMeant ? ['Name', 'Id', 'Arn'] : [])];
  return names.flatMap((one) => [one.charAt(0).toUpperCase() + one.slice(1), one.charAt(0).toLowerCase() + one.slice(1)]).find((one) => input.has(one));
}
