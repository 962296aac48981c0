/** What an event of Google Cloud brings, by the name of its type. Knows no configuration. */
import type { Location } from '../../text/span';
import type { Trigger } from '../deployment';
import { eventTrigger } from '../plain';

/**
 * `source`: the name of the bucket or topic, where it is known. Sources: "Event types supported by Eventarc", and the types of events of functions of
 * the first generation.
 */
export function eventTriggerOf(type: string, source: string | undefined, at: Location): Trigger {
  if (/pubsub/.test(type)) return eventTrigger('topic', source === undefined ? 'the messages of its topic' : `topic ${source}`, at, 'external-data', 'messages carry what others put into them');
  if (/(?:^|\.)storage\.object|^bucket$/.test(type)) return eventTrigger('bucket', source === undefined ? 'the objects of its bucket' : `bucket ${source}`, at, 'external-data', 'whoever puts an object there chooses its name and content');
  if (/firestore|firebase|datastore/.test(type)) return eventTrigger('table-stream', 'documents of its database', at, 'external-data', 'documents carry what others wrote into them');
  return eventTrigger('event', 'events of the project', at, 'account', 'events come from inside the project');
}
