/** Longest one run of an action may take, however many requests it makes; what then still runs is abandoned. */
export const RUN_LIMIT_MS = 30_000;

/** Runs `work`, for at most `limitMs`. @throws an error with the code ETIMEDOUT when it takes longer. */
export async function withinLimit<T>(work: (signal: AbortSignal) => Promise<T>, limitMs = RUN_LIMIT_MS): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(Object.assign(new Error('The action took too long.'), { code: 'ETIMEDOUT' }));
    }, limitMs);
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
