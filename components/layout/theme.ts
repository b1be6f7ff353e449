/** Which colours a person wants in this browser; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

/** The cookie that holds it. Read by the server so that the first paint is right. */
export const THEME_COOKIE = 'switchyard-theme';

/** The theme in a cookie's value; anything unknown is `system`. */
export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
