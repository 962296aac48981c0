import type { HttpRequest, HttpResponseInit } from '@azure/functions';

export const tokenOf = (request: HttpRequest) => request.headers.get('authorization')?.replace('Bearer ', '');
export const unauthorizedResponse = (): HttpResponseInit => ({ status: 401 });
export const readOrders = async (token: string) => [token.length];
