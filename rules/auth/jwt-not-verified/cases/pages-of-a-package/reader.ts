// Nothing that is deployed runs this: it shows a reader his own name.
import { jwtDecode } from 'jwt-decode';

export const nameOf = (token: string): string => jwtDecode<{ name: string }>(token).name;
