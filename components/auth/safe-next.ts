/** The page to go to after signing in, as the address asks for it; anything but a path of this site becomes `/`. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return '/';
  const url = new URL(next, 'http://switchyard.invalid');
  return url.host === 'switchyard.invalid' ? `${url.pathname}${url.search}${url.hash}` : '/';
}
