// Real HTTP receivers for the bench: one that notes when each event arrives, one that hangs, one that refuses.
import { createServer } from 'node:http';
import { once } from 'node:events';

async function listen(handler) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => (server.closeAllConnections(), server.close()),
  };
}

function collect(req) {
  return new Promise((resolve) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** Answers 200 at once and calls `arrived(messageId)` for every event in the body. */
export function healthyReceiver(arrived) {
  return listen(async (req, res) => {
    const body = JSON.parse(await collect(req));
    for (const event of Array.isArray(body) ? body : [body]) arrived(event.messageId);
    res.writeHead(200).end('ok');
  });
}

/** Accepts and answers after `ms`. */
export function slowReceiver(ms) {
  return listen(async (req, res) => {
    await collect(req);
    setTimeout(() => res.writeHead(200).end('ok'), ms);
  });
}

/** Never answers. */
export function deadReceiver() {
  return listen((req) => void req.resume());
}

/** Refuses connections: a port that was listened to and is closed again. */
export async function refusingReceiver() {
  const { url, stop } = await listen(() => undefined);
  stop();
  return { url, stop: () => undefined };
}
