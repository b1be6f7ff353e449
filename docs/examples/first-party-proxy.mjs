// A first-party proxy in front of Switchyard, for where there is a Node host but no nginx:
//   UPSTREAM=http://127.0.0.1:3000 PORT=8080 node first-party-proxy.mjs
// It speaks plain HTTP; let your host terminate TLS.
import http from 'node:http';
import https from 'node:https';

const upstream = new URL(process.env.UPSTREAM ?? 'http://127.0.0.1:3000');
const client = upstream.protocol === 'https:' ? https : http;
const agent = new client.Agent({ keepAlive: true });
/** The script, its lazy bundles, settings and events; not the dashboard. */
const FORWARDED = /^\/(analytics\.js|analytics-next|v1)\//;

// A pixel carries its event in the query: more than the 16 KB that Node takes by itself.
const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (req, res) => {
  if (!FORWARDED.test(req.url)) return res.writeHead(404).end();
  // The site's own cookies (sessions!) are nobody else's business.
  const { cookie, connection, ...headers } = req.headers;
  // The visitor's address at the right end, the only one that Switchyard believes.
  const hops = [headers['x-forwarded-for'], req.socket.remoteAddress].filter(Boolean);
  headers['x-forwarded-for'] = hops.join(', ');
  const { hostname, port } = upstream;
  const asked = client.request({ hostname, port, method: req.method, path: req.url, headers, agent }, (answer) => {
    res.writeHead(answer.statusCode, answer.headers);
    answer.pipe(res);
  });
  asked.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(502).end()));
  res.on('close', () => asked.destroy());
  req.pipe(asked);
});
server.listen(Number(process.env.PORT ?? 8080), process.env.HOST, () => {
  console.log(`forwards to ${upstream.origin} from port ${server.address().port}`);
});
