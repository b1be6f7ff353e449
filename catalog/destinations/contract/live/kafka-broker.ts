import net from 'node:net';

/** A broker that knows just enough of Kafka's protocol to take messages of a signed-in producer. Loopback only. */
export interface KafkaBroker {
  port: number;
  /** What SASL PLAIN sent: "\0user\0password". */
  credentials: string[];
  /** Produce requests, whole; messages lie in them uncompressed. */
  produced: Buffer[];
  /** Error code with which the next messages are answered; 0 takes them. */
  answerWith(errorCode: number): void;
  close(): Promise<void>;
}

const int16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int64 = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const text = (value: string) => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
const list = (items: Buffer[]) => Buffer.concat([int32(items.length), ...items]);

const PRODUCE = 0;
const METADATA = 3;
const HANDSHAKE = 17;
const VERSIONS = 18;
const AUTHENTICATE = 36;
const UNSUPPORTED_VERSION = 35;
/** The one version of each request that this broker speaks. */
const SPOKEN: [key: number, version: number][] = [
  [PRODUCE, 3],
  [METADATA, 0],
  [HANDSHAKE, 1],
  [VERSIONS, 0],
  [AUTHENTICATE, 0],
];
const TOPIC = 'events';

/** Starts a broker with one topic, "events", of one partition. */
export async function startKafkaBroker(): Promise<KafkaBroker> {
  const credentials: string[] = [];
  const produced: Buffer[] = [];
  let errorCode = 0;
  const server = net.createServer((socket) => {
    let kept = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      kept = Buffer.concat([kept, chunk]);
      while (kept.length >= 4 && kept.length >= 4 + kept.readInt32BE(0)) {
        const frame = kept.subarray(4, 4 + kept.readInt32BE(0));
        kept = kept.subarray(4 + frame.length);
        const body = Buffer.concat([frame.subarray(4, 8), answer(frame)]);
        socket.write(Buffer.concat([int32(body.length), body]));
      }
    });
  });

  function answer(frame: Buffer): Buffer {
    const [key, version] = [frame.readInt16BE(0), frame.readInt16BE(2)];
    const body = frame.subarray(10 + frame.readInt16BE(8));
    switch (key) {
      case VERSIONS:
        if (version !== 0) return Buffer.concat([int16(UNSUPPORTED_VERSION), list([])]);
        return Buffer.concat([
          int16(0),
          list(SPOKEN.map(([spoken, at]) => Buffer.concat([int16(spoken), int16(at), int16(at)]))),
        ]);
      case HANDSHAKE:
        return Buffer.concat([int16(0), list([text('PLAIN')])]);
      case AUTHENTICATE:
        credentials.push(body.subarray(4).toString());
        return Buffer.concat([int16(0), int16(-1), int32(0)]);
      case METADATA: {
        const me = Buffer.concat([int32(1), text('127.0.0.1'), int32((server.address() as net.AddressInfo).port)]);
        const partition = Buffer.concat([int16(0), int32(0), int32(1), list([int32(1)]), list([int32(1)])]);
        return Buffer.concat([list([me]), list([Buffer.concat([int16(0), text(TOPIC), list([partition])])])]);
      }
      case PRODUCE: {
        produced.push(Buffer.from(body));
        const taken = Buffer.concat([int32(0), int16(errorCode), int64(0), int64(-1)]);
        return Buffer.concat([list([Buffer.concat([text(TOPIC), list([taken])])]), int32(0)]);
      }
      default:
        throw new Error(`The broker does not know request ${key}.`);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const open = new Set<net.Socket>();
  server.on('connection', (socket) => open.add(socket));
  return {
    port: (server.address() as net.AddressInfo).port,
    credentials,
    produced,
    answerWith(code) {
      errorCode = code;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
