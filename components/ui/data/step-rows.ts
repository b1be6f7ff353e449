const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/**
 * Moves the focus to the next or previous `[data-row-link]` inside `list` when `key` asks for it.
 * Keys that belong to an input are left alone. Answers whether it moved.
 */
export function stepRows(list: HTMLElement, key: string, target: EventTarget): boolean {
  const step = STEPS[key];
  if (!step || (target instanceof HTMLElement && target.closest('input, textarea, select, [role="combobox"]'))) {
    return false;
  }
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row-link]')];
  const current = rows.findIndex((row) => row.closest('tr, li')?.contains(document.activeElement));
  const next = rows[Math.min(Math.max(current + step, 0), rows.length - 1)];
  next?.focus();
  return next !== undefined;
}
