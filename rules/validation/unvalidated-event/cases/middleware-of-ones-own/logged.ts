import { base, timed } from './middleware';
import { store } from './store';

export const handler = base(async (event) => store(event.body.sku));
//                                                 ^^^^^^^^^^^^^^ `body.sku`

handler.use([timed()]);
