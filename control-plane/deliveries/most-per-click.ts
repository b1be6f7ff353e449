/** Most deliveries that one click moves: retried at once or sent again. The rest takes another click. */
export const MOST_PER_CLICK = 10_000;
