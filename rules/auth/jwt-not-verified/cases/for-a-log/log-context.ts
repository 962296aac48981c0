// Who it says it was, for the log's eyes alone.
import jwt from 'jsonwebtoken';

export const whoIn = (event: { headers: Record<string, string> }) => jwt.decode(event.headers.authorization ?? '');
