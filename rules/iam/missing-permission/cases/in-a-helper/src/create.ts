import { save } from './orders';

export const handler = async (event: { id: string }) => save(event.id);
