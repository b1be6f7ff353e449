import type { ActionAnswer } from '../destination-page/action-answer';

/** What can be done to the mappings of one destination: server actions, bound to it. */
export interface MappingDeeds {
  /** Null: every preset that is not there yet. Answers how many were added. */
  addFromPresets: (names: string[] | null) => Promise<ActionAnswer<number>>;
  duplicate: (id: string) => Promise<ActionAnswer<unknown>>;
  /** All ids, in the new order. */
  reorder: (ids: string[]) => Promise<ActionAnswer<unknown>>;
  enable: (ids: string[], enabled: boolean) => Promise<ActionAnswer<unknown>>;
  remove: (ids: string[]) => Promise<ActionAnswer<unknown>>;
}
