/** What kinds of resources there are on the map, by their CloudFormation types. The threat model's only file that spells them. */
import type { MapNode } from './model';

const kinds: readonly (readonly [RegExp, MapNode['kind']])[] = [
  [/^AWS::(?:SecretsManager::Secret|SSM::Parameter|KMS::Key)$/, 'secret'],
  [/^AWS::(?:SQS::Queue|Kinesis::Stream|KinesisFirehose::DeliveryStream|MSK::Cluster|AmazonMQ::Broker)$/, 'queue'],
  [/^AWS::(?:SNS::Topic|Events::EventBus)$/, 'topic'],
  [/^AWS::(?:S3::Bucket|DynamoDB::(?:Global)?Table|RDS::DB(?:Instance|Cluster)|ElastiCache::\w+|OpenSearchService::Domain|EFS::\w+|Timestream::\w+|Redshift::Cluster|DocDB::DBCluster|Neptune::DBCluster)$/, 'store'],
  [/^AWS::(?:Serverless|Lambda)::Function$/, 'function'],
];

export function nodeKindOf(type: string): MapNode['kind'] {
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** Starts of action names that change nothing. */
const reading = /^(?:get|list|query|scan|describe|batchget|head|read|receive|select|search|lookup|view|decrypt|verify)/i;

/** "read", "write", "read, write" or "anything", for an arrow of the map. */
export function accessLabel(actions: readonly string[]): string {
  const names = actions.map((action) => action.slice(action.indexOf(':') + 1));
  if (names.some((name) => name === '*' || name.startsWith('all but'))) return 'anything';
  return [names.some((name) => reading.test(name)) ? 'read' : '', names.some((name) => !reading.test(name)) ? 'write' : ''].filter((word) => word !== '').join(', ');
}
