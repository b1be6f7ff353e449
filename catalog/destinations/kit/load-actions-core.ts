import { createRequire } from 'node:module';
import path from 'node:path';
import type * as ActionsCore from '@segment/actions-core';

/**
 * `require` for Segment's packages, which only load as CommonJS (their ES modules import folders). Resolved from the
 * working directory, the checkout, so that a bundler neither follows nor rewrites it.
 */
export const requireSegment = createRequire(path.join(process.cwd(), 'package.json'));

/** Segment's executor library, loaded on first use (170 ms, 28 MB): worker only. */
export function actionsCore(): typeof ActionsCore {
  return requireSegment('@segment/actions-core') as typeof ActionsCore;
}

type RemoveEmptyValues = <T>(payload: T, schema: object | undefined, isRoot: boolean) => T;

/** What actions do to a payload before they validate it; the library does not export it by name. */
export const removeEmptyValues: RemoveEmptyValues = (payload, schema, isRoot) => {
  const folder = path.dirname(requireSegment.resolve('@segment/actions-core'));
  const module = requireSegment(path.join(folder, 'remove-empty-values.js')) as {
    removeEmptyValues: RemoveEmptyValues;
  };
  return module.removeEmptyValues(payload, schema, isRoot);
};
