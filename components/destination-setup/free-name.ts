/** `name`, or the first of "name 2", "name 3", … that is not among `taken`. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken);
  let free = name;
  for (let n = 2; used.has(free); n += 1) free = `${name} ${n}`;
  return free;
}
