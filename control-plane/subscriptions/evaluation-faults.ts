import { isComputed } from '@/catalog/destinations/kit/mapping/field-condition';
import type { MappingPreview } from '@/catalog/destinations/run/contract';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import type { JsonObject } from '@/spec/event';

/** A form does not wait longer for a process that may have to be started first. */
const PATIENCE_MS = 5000;

const late = () =>
  new Promise<[]>((resolve) => {
    setTimeout(() => resolve([]), PATIENCE_MS).unref();
  });

/**
 * What of `mapping` can be evaluated for no event, by field: unknown directives, templates that cannot be read. The kit
 * that evaluates mappings is asked, in its process (ADR 13); when it does not answer in time, nothing is known against the
 * mapping, and its events will tell. Not within a transaction.
 */
export async function evaluationFaults(mapping: JsonObject | undefined): Promise<MappingPreview['problems']> {
  if (!mapping || !isComputed(mapping)) return [];
  return Promise.race([destinationRuns().mappingProblems(mapping), late()]);
}
