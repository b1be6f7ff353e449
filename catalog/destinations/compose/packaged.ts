import { createHash } from 'node:crypto';
import { adapt } from '../adapted/adapt';
import type { AnyDefinition } from '../kit/describe-definition';
import { requireSegment } from '../kit/load-actions-core';
import type { DefinitionSource } from '../kit/metadata';

/** A definition of one of Segment's packages. */
export interface Packaged {
  /** Segment's id: 24 hexadecimal digits. */
  id: string;
  /** Our key: the slug without "actions-". */
  type: string;
  definition: AnyDefinition;
  source: DefinitionSource;
}

type Manifest = Record<string, { definition: AnyDefinition; directory: string }>;

function packaged(kind: 'segment' | 'browser', manifest: Manifest): Packaged[] {
  return Object.entries(manifest).map(([id, { definition, directory }]) => {
    // Browser and cloud twins may share a slug; a browser definition without one goes by its folder.
    const slug = (definition.slug ?? directory).replace(/^actions-/, '');
    const type = kind === 'browser' && !slug.endsWith('-web') ? `${slug}-web` : slug;
    const runs = kind === 'segment' ? adapt(directory, definition) : definition;
    return { id, type, definition: runs, source: { kind, directory } };
  });
}

/** All definitions of `@segment/action-destinations` (cloud) and `@segment/browser-destinations`; loads them all. */
export function packagedDefinitions(): Packaged[] {
  const load = (name: string) => (requireSegment(name) as { manifest: Manifest }).manifest;
  const cloud = packaged('segment', load('@segment/action-destinations'));
  const browser = packaged('browser', load('@segment/browser-destinations'));
  // Twins with one id at Segment are two entries here; the browser's takes an id that says so and stays the same.
  const taken = new Set(cloud.map(({ id }) => id));
  const twin = (id: string) => createHash('sha256').update(`browser ${id}`).digest('hex').slice(0, 24);
  return [...cloud, ...browser.map((one) => (taken.has(one.id) ? { ...one, id: twin(one.id) } : one))];
}
