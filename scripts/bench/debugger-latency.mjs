// Accept to debugger: from the 200 to the server-sent event on a signed-in stream.
import { percentiles } from './delivery-latency.mjs';
import { signIn } from './sign-in.mjs';

const EVENTS = 200;
const EVERY_MS = 50;

/** Sends events one by one while a stream is open, and times each one's arrival there. */
export async function measureDebugger({ product, workspace, source }) {
  const cookie = await signIn(product.url, workspace);
  const stop = new AbortController();
  const stream = await fetch(`${product.url}/api/live/sources/${source.id}?workspace=${workspace.workspaceSlug}`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  if (stream.status !== 200) throw new Error(`the stream answered ${stream.status}: ${await stream.text()}`);
  const seen = new Map();
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of stream.body) {
      text = (text + decoder.decode(chunk, { stream: true })).slice(-200_000);
      for (const [id] of text.matchAll(/debugger-bench-\d+/g)) if (!seen.has(id)) seen.set(id, performance.now());
    }
  })().catch(() => undefined);
  const accepted = new Map();
  for (let n = 0; n < EVENTS; n += 1) {
    const messageId = `debugger-bench-${n}`;
    const answer = await fetch(`${product.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: source.authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: 'u1', event: 'Bench', messageId }),
    });
    if (answer.status === 200) accepted.set(messageId, performance.now());
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  stop.abort();
  await reading;
  const latencies = [...accepted].filter(([id]) => seen.has(id)).map(([id, at]) => Math.max(0, seen.get(id) - at));
  return { accepted: accepted.size, missing: accepted.size - latencies.length, ...percentiles(latencies) };
}
