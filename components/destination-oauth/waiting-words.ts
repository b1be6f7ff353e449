function duration(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Number((minutes / 60).toFixed(1));
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** What becomes of events while the account does not work; a destination tries each of them for `windowMinutes`. */
export function waitingWords(enabled: boolean, windowMinutes: number): string {
  if (!enabled) return 'The destination is disabled, so no events wait for it.';
  return `Events wait meanwhile, each for up to ${duration(windowMinutes)}. Those still waiting when the account is connected again are sent.`;
}
