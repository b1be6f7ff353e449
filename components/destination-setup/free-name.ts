/** Whether a destination of this name, in any case, is among `taken`. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** `name`, or the first of "name 2", "name 3", … that is not among `taken`. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let n = 2; isTaken(free, taken); n += 1) free = `${name} ${n}`;
  return free;
}
