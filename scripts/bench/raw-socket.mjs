// HTTP over a plain socket, as little as possible of it, so that the load generator costs less than what it measures.
import net from 'node:net';
import { once } from 'node:events';

/** Connects; `exchange` sends one request and resolves with the status of its whole answer. One at a time. */
export async function openSocket(url) {
  const socket = net.connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  let answer = '';
  let settle = null;
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    const split = answer.indexOf('\r\n\r\n');
    if (split < 0) return;
    const length = /content-length: (\d+)/i.exec(answer.slice(0, split))?.[1];
    const complete = length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= split + 4 + Number(length);
    if (!complete) return;
    const status = answer.slice(9, 12);
    answer = '';
    settle?.resolve(status);
    settle = null;
  });
  const broken = (error) => settle?.reject(error ?? new Error('the connection was closed'));
  socket.on('error', broken);
  socket.on('close', () => broken());
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    end: () => socket.end(),
  };
}
