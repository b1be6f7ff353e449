/** A list with the item at `from` moved to stand at `to`. */
export function moveItem<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = list.filter((_, index) => index !== from);
  const item = list[from];
  return item === undefined ? [...list] : [...moved.slice(0, to), item, ...moved.slice(to)];
}

/** Where an item dragged from `from` comes to stand when it is let go before the row `before` (the length: after the last). */
export function placeAfterDrop(from: number, before: number): number {
  return before > from ? before - 1 : before;
}
