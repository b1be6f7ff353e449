import { TransportError } from './errors';
import type { Operation } from './operation';

function matchPath(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function split(path: string): string[] {
  return path.split('/').filter(Boolean);
}

/**
 * The operation for a method and a path below the API's base, with the parameters in the path. The first that fits wins.
 * @throws TransportError 404 when no operation has the path, 405 when none has the method; 400 for a broken escape.
 */
export function findOperation(
  operations: Operation[],
  method: string,
  path: string,
): { operation: Operation; params: Record<string, string> } {
  let segments: string[];
  try {
    segments = split(path).map(decodeURIComponent);
  } catch {
    throw new TransportError(400, 'bad-request', 'The path contains a broken percent escape.');
  }
  const fitting = operations.flatMap((operation) => {
    const params = matchPath(split(operation.path), segments);
    return params ? [{ operation, params }] : [];
  });
  const found = fitting.find(({ operation }) => operation.method === method);
  if (found) return found;
  if (fitting.length === 0) throw new TransportError(404, 'not-found', 'There is no such operation.');
  const allow = [...new Set(fitting.map(({ operation }) => operation.method))].join(', ');
  throw new TransportError(405, 'method-not-allowed', `This path allows ${allow}.`, { allow });
}
