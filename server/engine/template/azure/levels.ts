/** What an `authLevel` means for who may call. */
import type { Location } from '../../text/span';
import type { Trigger } from '../deployment';
import { httpTrigger } from '../plain';
import { levels } from './vocabulary';

interface Route {
  readonly app: string;
  readonly method: string;
  readonly route: string;
  readonly at: Location;
  readonly levelAt: Location;
  /** What stands before every route of the app. */
  readonly prefix: string;
}

/** `level` is undefined where it is written but not known. */
export function openness(level: string | undefined, { app, method, route, at, levelAt, prefix }: Route): Trigger {
  const path = `/${[prefix, route].map((part) => part.replace(/^\/|\/$/g, '')).filter((part) => part !== '').join('/')}`;
  const keyed = level !== undefined && levels.keyed.includes(level.toLowerCase());
  if (level?.toLowerCase() === levels.open) return httpTrigger(app, method, path, at, { authorizer: 'none', exposure: 'anonymous', because: levelAt === at ? 'it says no authLevel, which means anonymous' : 'its authLevel is anonymous', at: levelAt });
  return httpTrigger(app, method, path, at, { authorizer: keyed ? 'none' : 'unknown', apiKey: keyed, exposure: keyed ? 'authenticated' : 'unknown', because: keyed ? 'it asks for a key' : 'its authLevel is not known', at: levelAt });
}
