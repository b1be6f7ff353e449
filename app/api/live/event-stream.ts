/** One message of a stream. `data` must not hold a line end; JSON never does. */
export interface StreamMessage {
  event: string;
  id: string;
  data: string;
}

export interface EventStreamOptions {
  /** Aborts when the client goes. */
  signal: AbortSignal;
  /** Starts sending; resolves to what stops it. What it throws is the answer instead of a stream. */
  open: (send: (message: StreamMessage) => void) => Promise<() => void>;
  /** Asked with every heartbeat; false ends the stream. */
  stillAllowed: () => Promise<boolean>;
  heartbeatMs?: number;
  /** A stream ends after this long; the browser comes back by itself, with its session checked anew. */
  longestMs?: number;
}

/** A client that leaves this much unread is cut off; it comes back and catches up from the log. */
const MOST_UNREAD_BYTES = 8 * 1024 * 1024;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/** Answers with server-sent events until the client goes, access ends, or the stream has lasted long enough. */
export async function eventStream({
  signal,
  open,
  stillAllowed,
  heartbeatMs = 15_000,
  longestMs = 5 * 60_000,
}: EventStreamOptions): Promise<Response> {
  const encoder = new TextEncoder();
  const held: string[] = ['retry: 1500\n\n'];
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let ended = false;
  let stop: () => void = () => undefined;

  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(heartbeat);
    clearTimeout(timeUp);
    signal.removeEventListener('abort', end);
    stop();
    try {
      controller?.close();
    } catch {
      // the reader has gone already
    }
  };
  const write = (text: string) => {
    if (ended) return;
    if (!controller) held.push(text);
    else if ((controller.desiredSize ?? 0) <= 0) end();
    else controller.enqueue(encoder.encode(text));
  };
  const check = async () => {
    const allowed = await stillAllowed().catch(() => false);
    if (allowed) write(': still here\n\n');
    else end();
  };
  const heartbeat = setInterval(() => void check(), heartbeatMs);
  const timeUp = setTimeout(end, longestMs);
  signal.addEventListener('abort', end);

  try {
    stop = await open(({ event, id, data }) => write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`));
  } catch (error) {
    end();
    throw error;
  }
  if (signal.aborted || ended) {
    stop();
    end();
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        if (ended) given.close();
        else for (const text of held.splice(0)) given.enqueue(encoder.encode(text));
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD_BYTES }),
  );
  return new Response(body, { headers: HEADERS });
}
