import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

/** Pages that callers may be sent to. */
const allowedTargets = new Set(['/']);

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const next = event.queryStringParameters?.next ?? '/';
  return { statusCode: 302, headers: { Location: allowedTarget(next) } };
  //                                 ^^^^^^^^^^^^^^^^^^ chooses where the caller is sent
};

/** The target; the start page where it is not in the list. */
function allowedTarget(target: string | null | undefined): string {
  if (typeof target !== 'string' || !allowedTargets.has(target)) return '/';
  return target;
}
