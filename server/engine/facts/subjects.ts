/** What demands are made of: a deployment's resources, its functions by their names, and stages that no resource declares. Knows no rule. */
import type { Api, Deployment, Presence, Resource } from '../template/deployment';
import { entryAt, referencesIn, valueAt, type MapValue, type Value } from '../template/value';
import type { Location } from '../text/span';
import { resourceWithId } from '../template/resources';

export interface Subject {
  /** As changes name it. */
  readonly id: string;
  /** As people name it: a function by its name in the template. */
  readonly name: string;
  readonly type: string;
  readonly at: Location;
  /** The place that lacks what is not there. */
  readonly block: Location;
  readonly properties: MapValue;
  readonly presence: Presence;
  /** In front of a property's path in changes: a stage may stand inside of what deploys it. */
  readonly prefix: readonly string[];
}

const restStage = 'AWS::ApiGateway::Stage';
const httpStage = 'AWS::ApiGatewayV2::Stage';
const restDeployment = 'AWS::ApiGateway::Deployment';

export function subjectsOf(deployment: Deployment): readonly Subject[] {
  const names = new Map(deployment.functions.map((deployed) => [deployed.at, deployed.name]));
  const declared = deployment.resources.flatMap((resource): readonly Subject[] => {
    const { id, type, at, properties, presence, block = at } = resource;
    const own: Subject = { id, name: names.get(at) ?? id, type, at, block, properties, presence, prefix: [] };
    return type === restDeployment ? [own, ...stageIn(resource)] : [own];
  });
  return [...declared.map((subject) => withOwner(subject, deployment)), ...deployment.apis.filter((api) => isBare(api, deployment)).map(implicitStage)];
}

/** A stage that follows from an API is called by the API's name. */
function withOwner(subject: Subject, deployment: Deployment): Subject {
  if (subject.type !== restStage && subject.type !== httpStage) return subject;
  const resource = resourceWithId(subject.id, deployment);
  const owner = apiOf(subject.properties);
  return resource?.implicit === true && owner !== undefined ? { ...subject, name: owner } : subject;
}

/** The API that a stage belongs to. Source: AWS::ApiGateway::Stage and AWS::ApiGatewayV2::Stage in the CloudFormation template reference. */
export function apiOf(stage: MapValue): string | undefined {
  const value: Value | undefined = valueAt(stage, 'RestApiId') ?? valueAt(stage, 'ApiId');
  return value === undefined ? undefined : referencesIn(value)[0]?.resource;
}

/** A deployment with a stage's name makes that stage. Source: AWS::ApiGateway::Deployment in the CloudFormation template reference. */
function stageIn({ id, at, properties, presence }: Resource): readonly Subject[] {
  const name = entryAt(properties, 'StageName');
  if (name === undefined || name.value.kind !== 'scalar' || name.value.value === null) return [];
  const described = entryAt(properties, 'StageDescription');
  const content: Value = described?.value ?? { kind: 'map', at, via: [], entries: [] };
  if (content.kind !== 'map') return [];
  const entries = [...content.entries, ...properties.entries.filter(({ key }) => key === 'RestApiId')];
  const map: MapValue = { ...content, entries, ...(properties.open === true ? { open: true } : {}) };
  return [{ id, name: id, type: restStage, at, block: described?.keyAt ?? at, properties: map, presence, prefix: ['StageDescription'] }];
}

function isBare(api: Api, deployment: Deployment): boolean {
  if (!api.implicit || (api.kind !== 'rest' && api.kind !== 'http')) return false;
  return !deployment.resources.some(({ type, properties }) => (type === restStage || type === httpStage) && apiOf(properties) === api.id);
}

function implicitStage({ id, kind, at, properties }: Api): Subject {
  return { id, name: id, type: kind === 'rest' ? restStage : httpStage, at, block: at, properties, presence: 'always', prefix: [] };
}
