import { withoutIndexes } from './model/sample-value';

/** Leads to the row of a field, or to the nearest one around it, and into its input. */
export function goToField(path: string): void {
  let at = withoutIndexes(path);
  let row: Element | null = null;
  while (at !== '' && !row) {
    row = document.querySelector(`[data-field="${CSS.escape(at)}"]`);
    at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '';
  }
  if (!row) return;
  row.scrollIntoView({ block: 'center' });
  const control =
    row.querySelector<HTMLElement>('textarea, input, select, [contenteditable=true]') ?? row.querySelector('button');
  control?.focus({ preventScroll: true });
}
