import type { Examples } from './example';

/** What was entered by hand, by our type. */
export const EXAMPLES: Examples = {};
