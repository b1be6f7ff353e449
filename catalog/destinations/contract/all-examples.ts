import type { Examples } from './example';
import { A_TO_D } from './examples/a-d';
import { E_TO_K } from './examples/e-k';
import { L_TO_R } from './examples/l-r';
import { S_TO_Z } from './examples/s-z';

/** What was entered by hand, by our type. */
export const EXAMPLES: Examples = { ...A_TO_D, ...E_TO_K, ...L_TO_R, ...S_TO_Z };
