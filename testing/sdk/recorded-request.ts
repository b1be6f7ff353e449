import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { basicAuth } from '../ingest-server';

/** One request of an SDK that does not run on Node, written in the shape that SDK sends. */
export interface RecordedRequest {
  /** Name and version of the SDK. */
  sdk: string;
  /** Which files of the SDK say so. */
  source: string;
  path: string;
  /** As the SDK sends them; `{{basic}}` is its Basic authorization, `{{length}}` the bytes of the body. */
  headers: Record<string, string>;
  gzip?: boolean;
  /** Transfer-Encoding: chunked, without a Content-Length. */
  chunked?: boolean;
  /** Written by hand into a socket, as PHP's socket consumer does. */
  socket?: boolean;
  /** The body as JSON, its keys in the order of the SDK; or `lines`, when its very text matters. `{{writeKey}}` stands for the key. */
  body?: object;
  lines?: string[];
  expect: {
    channel: 'server' | 'mobile' | 'browser';
    /** The stored events, in order, each as far as it matters. */
    events: (Record<string, unknown> & { type: string })[];
  };
}

const FOLDER = path.join(import.meta.dirname, 'recorded');

/** All recorded requests, by the name of their file. */
export function recordedRequests(): [string, RecordedRequest][] {
  return readdirSync(FOLDER).map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as RecordedRequest,
  ]);
}

/** Sends `recorded` to the Tracking API at `url` byte for byte as the SDK would, with `writeKey`; resolves with the answer. */
export async function sendRecorded(
  recorded: RecordedRequest,
  url: string,
  writeKey: string,
): Promise<{ status: number; body: string }> {
  const text = recorded.lines?.join('\n') ?? JSON.stringify(recorded.body);
  const plain = text.replaceAll('{{writeKey}}', writeKey);
  const body = recorded.gzip ? gzipSync(plain) : Buffer.from(plain);
  const headers = Object.fromEntries(
    Object.entries(recorded.headers).map(([name, value]) => [
      name,
      value.replace('{{basic}}', basicAuth(writeKey)).replace('{{length}}', String(body.length)),
    ]),
  );
  if (recorded.socket) return sendBySocket(recorded.path, headers, body, new URL(url));
  if (!recorded.chunked) headers['Content-Length'] = String(body.length);
  return sendByHttp(url + recorded.path, headers, body);
}

function sendByHttp(url: string, headers: Record<string, string>, body: Buffer) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    const half = Math.ceil(body.length / 2);
    request.write(body.subarray(0, half));
    request.end(body.subarray(half));
  });
}

/** The PHP consumer reads 2,048 bytes of the answer, once. */
function sendBySocket(target: string, headers: Record<string, string>, body: Buffer, url: URL) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const socket = net.connect(Number(url.port), url.hostname);
    socket.on('error', reject);
    socket.once('data', (chunk) => {
      const [head = '', answer = ''] = chunk.subarray(0, 2048).toString().split('\r\n\r\n');
      socket.destroy();
      resolve({ status: Number(head.split(' ')[1]), body: answer });
    });
    socket.write(Buffer.concat([Buffer.from(`POST ${target} HTTP/1.1\r\n${lines.join('')}\r\n`), body]));
  });
}
