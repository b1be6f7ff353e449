import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DestinationMetadata, DestinationSummary } from './kit/metadata';

/** Where `scripts/catalog/build-catalog.mts` writes; resolved from the checkout, which every process runs in. */
export const CATALOG_FOLDER = path.join('build', 'catalog');

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(process.cwd(), CATALOG_FOLDER, file), 'utf8'));

let summaries: readonly DestinationSummary[] | undefined;
const types = new Map<string, DestinationMetadata>();

/** The list of all, by name; read once in a process. */
export function readSummaries(): readonly DestinationSummary[] {
  return (summaries ??= read('index.json') as DestinationSummary[]);
}

/** One destination whole; `type` must be one of the list. Read once in a process. */
export function readType(type: string): DestinationMetadata {
  const found = types.get(type) ?? (read(path.join('types', `${type}.json`)) as DestinationMetadata);
  types.set(type, found);
  return found;
}
