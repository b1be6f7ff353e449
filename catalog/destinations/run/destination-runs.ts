import { processState } from '@/platform/process-state';
import type { DestinationRuns } from './contract';
import { isolatedRuns } from './pool/isolated-runs';

/** The one way to run the code of destinations, shared by everything in this process. Server side only. */
export function destinationRuns(): DestinationRuns {
  return processState('destination-runs', () => isolatedRuns());
}
