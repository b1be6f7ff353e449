// Apart from spec/filter.ts, so that a page that shows a limit does not load zod.

/** Longest condition, in bytes of UTF-8 ("FQL 5 KB per query"). */
export const MAX_FQL_BYTES = 5 * 1024;
/** Most filters one destination may have. */
export const MAX_FILTERS_PER_DESTINATION = 10;
/** Longest title of a filter, in characters. */
export const MAX_FILTER_TITLE = 64;
