import path from 'node:path';
import { processState } from '@/platform/process-state';
import { actionsCore, requireSegment } from '../load-actions-core';

type RemoveUndefined = (value: unknown) => unknown;

/**
 * The library's `removeUndefined`, a deep copy of what a mapping made without what is undefined, at a third of its cost:
 * it looks at each value of an event. What is neither a plain object nor a list goes to the library's own.
 */
export function leanRemoveUndefined(original: RemoveUndefined): RemoveUndefined {
  const remove: RemoveUndefined = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(remove);
    if (Object.getPrototypeOf(value) !== Object.prototype) return original(value);
    const from = value as Record<string, unknown>;
    const cleaned: Record<string, unknown> = {};
    for (const key of Object.keys(from)) {
      const one = from[key];
      if (one === undefined) continue;
      cleaned[key] = typeof one === 'object' && one !== null ? remove(one) : one;
    }
    return cleaned;
  };
  return remove;
}

/**
 * Puts it into the library, once per process; mappings call it through its module at call time.
 * @throws Error when the installed version has no such module, so that an upgrade is noticed.
 */
export function installLeanMapping(): void {
  processState('segment-lean-mapping', () => {
    actionsCore();
    const folder = path.dirname(requireSegment.resolve('@segment/actions-core'));
    const module = requireSegment(path.join(folder, 'remove-undefined.js')) as { removeUndefined: RemoveUndefined };
    if (typeof module.removeUndefined !== 'function')
      throw new Error('This version of @segment/actions-core does not map the way we know.');
    module.removeUndefined = leanRemoveUndefined(module.removeUndefined);
    return true;
  });
}
