/** What a token may do. Only what works is offered: Segment has scopes for functions and its Public API too. */
export const SCOPES = ['tracking_api:write'] as const;

/** Days that a token may work (segment-facts 1.3). */
export const LIFETIME_DAYS = [1, 2, 3, 7, 14, 21, 30] as const;

/** The longest of them. */
export const LONGEST_LIFETIME_DAYS = 30;

/** At most so many keys of an app work at once: the one in use, and its successor. */
export const MAX_KEYS = 2;

/** How long a token works, in words. */
export function lifetimeLabel(days: number): string {
  if (days % 7 === 0) return days === 7 ? '1 week' : `${days / 7} weeks`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** Why text with a private key in it is refused, before anything else is done with it. */
export const PRIVATE_KEY_REFUSAL =
  'This is a private key. It was not kept; leave it where your program signs, and paste the public key instead.';

/** Whether text holds a private key in any PEM form. */
export function holdsPrivateKey(text: string): boolean {
  return /PRIVATE\s+KEY/i.test(text);
}
