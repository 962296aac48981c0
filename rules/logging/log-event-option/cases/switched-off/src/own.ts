import { injectLambdaContext } from './context';
import { inputOutputLogger } from './context';
import type { Settings } from './settings';

export const own = injectLambdaContext({ logEvent: true });
export const other = inputOutputLogger();
export const chosen = (settings: Settings) => injectLambdaContext(settings);
