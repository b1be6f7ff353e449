// A receiver in a process of its own: answers 200 and counts events by their messageIds. GET tells how many, POST delivers.
import { createServer } from 'node:http';

const MARK = Buffer.from('"messageId"');
let events = 0;
let requests = 0;

const server = createServer((req, res) => {
  if (req.method === 'GET') return void res.end(JSON.stringify({ events, requests }));
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    for (let at = body.indexOf(MARK); at >= 0; at = body.indexOf(MARK, at + MARK.length)) events += 1;
    requests += 1;
    res.writeHead(200).end('ok');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
