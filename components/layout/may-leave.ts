/** Told on the window before the page is left by a key or the palette; a page with unsaved changes prevents it and asks. */
export const LEAVING = 'switchyard:leaving';

/** Whether the page may be left for `href` at once. If not, whoever holds it goes there once the person agrees. */
export function mayLeave(href: string): boolean {
  return window.dispatchEvent(new CustomEvent(LEAVING, { detail: href, cancelable: true }));
}
