import { load } from 'js-yaml';

export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ empty: load(event.body) === null }) });
