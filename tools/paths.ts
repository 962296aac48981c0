/** Where things are: the places that several tools and tests agree on. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The compiled product; emptied by every build. */
export const dist = join(root, 'dist');

/** What `npm run package` writes. */
export const packagePath = join(root, 'serverless-warden.vsix');

/** What a test run leaves behind to look at: results, screenshots. Not in git. */
export const testResults = join(root, 'test-results');

/** Downloads that are tools and not dependencies; kept between checkouts. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'serverless-warden');
